Feature: Vouchers

  @TC311
  Scenario: a voucher halves the price
    Given a price of 9.00 euros
    When the customer uses the voucher HALF
    Then the price is 4.50 euros

  Scenario Outline: <code> reduces the price
    Given a price of 20.00 euros
    When the customer uses the voucher <code>
    Then the price is <reduced> euros

    @TC312
    Examples: known vouchers
      | code  | reduced |
      | HALF  | 10.00   |
      | FIVER | 15.00   |

    # There is no such voucher: this row fails.
    @TC313
    Examples: planned vouchers
      | code  | reduced |
      | THIRD | 13.33   |
