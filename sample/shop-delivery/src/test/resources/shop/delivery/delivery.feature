Feature: Delivery

  @TC320
  Scenario: parcels leave on weekdays
    Given today is Monday
    Then parcels leave today

  @TC321
  Scenario: parcels leave on Saturdays
    Given today is Saturday
    Then parcels leave today
