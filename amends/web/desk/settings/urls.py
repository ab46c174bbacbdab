"""Addresses of the settings; their names stand in the desk's space."""

from django.urls import path

from amends.web.desk.settings import company, overview, staff, teams

urlpatterns = [
    path("", overview.overview, name="settings"),
    path("company/", company.company, name="settings_company"),
    path("teams/", teams.teams, name="settings_teams"),
    path("teams/<int:pk>/", teams.team, name="settings_team"),
    path("staff/", staff.staff, name="settings_staff"),
    path("staff/new/", staff.invite, name="settings_invite"),
    path("staff/<int:pk>/", staff.person, name="settings_person"),
    path("staff/<int:pk>/<str:what>/", staff.person_act, name="settings_person_act"),
]
