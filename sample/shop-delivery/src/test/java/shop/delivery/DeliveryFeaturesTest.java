package shop.delivery;

import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

@Suite
@IncludeEngines("cucumber")
@SelectPackages("shop.delivery")
@ConfigurationParameter(key = "cucumber.glue", value = "shop.delivery")
public class DeliveryFeaturesTest {}
