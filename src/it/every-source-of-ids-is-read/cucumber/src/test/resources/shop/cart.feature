@TC301
Feature: Cart

  Background:
    Given a cart

  @TC302
  Scenario: one customer
    When ann pays

  Scenario: without a test case of its own
    When ann pays

  Scenario Outline: <who> is a customer
    When <who> pays

    @TC303
    Examples: with money
      | who |
      | ann |
      | cy  |

    @TC304
    Examples: without money
      | who |
      | bob |
