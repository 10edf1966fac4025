from django.urls import path

from sessions.views import answering, conversation, downloads, drafting, model, pages, record, styleguide

urlpatterns = [
    path("", pages.landing, name="landing"),
    path("begin/", pages.begin, name="begin"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("interviews/", pages.interviews, name="interviews"),
    path("model/", model.model, name="model"),
    path("model/test/", model.test, name="test_model"),
    path("i/<uuid:interview_id>/", pages.wizard, name="interview"),
    path("i/<uuid:interview_id>/panel/<slug:name>/", pages.panel, name="panel"),
    path("i/<uuid:interview_id>/review/", pages.review, name="review"),
    path("i/<uuid:interview_id>/result/", pages.result, name="result"),
    path("i/<uuid:interview_id>/record/", record.record, name="record"),
    path("i/<uuid:interview_id>/say/", conversation.say, name="say"),
    path("i/<uuid:interview_id>/answers/<int:number>/", answering.answer, name="answer"),
    path("i/<uuid:interview_id>/stop/", conversation.stop, name="stop"),
    path("i/<uuid:interview_id>/rename/", conversation.rename, name="rename"),
    path("i/<uuid:interview_id>/copy/", conversation.copy, name="copy"),
    path("i/<uuid:interview_id>/delete/", conversation.delete, name="delete"),
    path("i/<uuid:interview_id>/complete/", conversation.complete, name="complete"),
    path("i/<uuid:interview_id>/facts/<uuid:fact_id>/", drafting.fact, name="fact"),
    path("i/<uuid:interview_id>/slots/<slug:slot>/", drafting.add, name="add"),
    path("i/<uuid:interview_id>/export.zip", downloads.everything, name="zip"),
    path("i/<uuid:interview_id>/export/<slug:platform>.zip", downloads.platform, name="platform_zip"),
    path("i/<uuid:interview_id>/files/<path:name>", downloads.one, name="file"),
]
