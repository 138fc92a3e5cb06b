package dev.plumbline.accounts;

import dev.plumbline.web.Problem;
import jakarta.enterprise.context.RequestScoped;

/** The principal of the request at hand. */
@RequestScoped
public class Caller {
    private Principal principal = Principal.LOCAL_OWNER;

    public Principal principal() {
        return principal;
    }

    void is(Principal authenticated) {
        principal = authenticated;
    }

    /**
     * The principal, which has to be an admin.
     *
     * @throws Problem 403 where it is not
     */
    public Principal admin() {
        if (!principal.admin()) {
            throw Problem.of(
                    403,
                    "admin_required",
                    "This needs an admin",
                    "The key of " + principal.subject() + " is not an admin's.");
        }
        return principal;
    }
}
