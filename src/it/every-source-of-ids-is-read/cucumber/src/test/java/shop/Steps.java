package shop;

import io.cucumber.java.After;
import io.cucumber.java.Scenario;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.When;
import java.nio.charset.StandardCharsets;

public class Steps {
    @Given("a cart")
    public void cart() {}

    @When("{word} pays")
    public void pays(String customer) {
        if (customer.equals("bob")) {
            throw new AssertionError("bob has no money");
        }
    }

    @After
    public void screenshot(Scenario scenario) {
        if (scenario.isFailed()) {
            scenario.attach("the page".getBytes(StandardCharsets.UTF_8), "text/html", "page.html");
        }
    }
}
