package shop.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cucumber.java.After;
import io.cucumber.java.Scenario;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.nio.charset.StandardCharsets;
import shop.Money;
import shop.Voucher;

public class VoucherSteps {
    private Money price;

    @Given("a price of {word} euros")
    public void price(String euros) {
        price = Money.euros(euros);
    }

    @When("the customer uses the voucher {word}")
    public void use(String code) {
        assertTrue(Voucher.KNOWN.containsKey(code), "no voucher has the code " + code);
        price = Voucher.of(code).reduce(price);
    }

    @Then("the price is {word} euros")
    public void is(String euros) {
        assertEquals(Money.euros(euros), price);
    }

    /** Cucumber's messages hold the attachment; it arrives at the failed result. */
    @After
    public void attachThePrice(Scenario scenario) {
        if (scenario.isFailed()) {
            scenario.attach(("The price is " + price).getBytes(StandardCharsets.UTF_8), "text/plain", "price.txt");
        }
    }
}
