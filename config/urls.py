"""Every page and call: each app brings its own."""

from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import include, path

from api import health

handler400 = "api.problems.bad_request"

urlpatterns = [
    path("", include("sessions.urls")),
    path("api/", include("api.urls")),
    path("health", health.health, name="health"),
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("login/", auth.LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("logout/", auth.LogoutView.as_view(), name="logout"),
    path("admin/", admin.site.urls),
]
