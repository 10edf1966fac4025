"""The admin app with our own site."""

from django.contrib.admin.apps import AdminConfig


class ReviewConfig(AdminConfig):
    default_site = "config.review.ReviewSite"
