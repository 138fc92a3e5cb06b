package dev.plumbline.openai;

import dev.plumbline.collections.Tenants;
import dev.plumbline.web.Problem;
import java.util.List;

/** The models that there are: {@code plumbline} and {@code plumbline/COLLECTION}. */
final class Models {
    static final String DEFAULT = "plumbline";

    private Models() {}

    /** The model that asks a collection. */
    static String of(String collection) {
        return collection.equals(Tenants.DEFAULT_COLLECTION) ? DEFAULT : DEFAULT + "/" + collection;
    }

    /**
     * The collections that a model asks.
     *
     * @throws Problem 404 for a model of another kind
     */
    static List<String> collections(String model) {
        if (model.equals(DEFAULT)) {
            return List.of(Tenants.DEFAULT_COLLECTION);
        }
        if (model.startsWith(DEFAULT + "/") && model.length() > DEFAULT.length() + 1) {
            return List.of(model.substring(DEFAULT.length() + 1));
        }
        throw Problem.of(
                404,
                "model_not_found",
                "Not found",
                "There is no model "
                        + model
                        + "; there are plumbline and plumbline/COLLECTION, and /v1/models lists them.");
    }
}
