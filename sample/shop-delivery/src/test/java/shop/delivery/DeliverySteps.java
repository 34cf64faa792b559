package shop.delivery;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.time.DayOfWeek;

public class DeliverySteps {
    private DayOfWeek day;

    @Given("today is {word}")
    public void today(String name) {
        day = DayOfWeek.valueOf(name.toUpperCase());
    }

    @Then("parcels leave today")
    public void leave() {
        assertTrue(day != DayOfWeek.SUNDAY);
    }
}
