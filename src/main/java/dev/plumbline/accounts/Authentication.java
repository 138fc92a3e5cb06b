package dev.plumbline.accounts;

import dev.plumbline.web.Problem;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Turns a request's key into its principal. Without any key in the home, a caller is the local
 * owner.
 */
final class Authentication {
    static final String SUBJECT = "Plumbline-Subject";
    static final String GROUPS = "Plumbline-Groups";

    private final Keys keys;
    private final Caller caller;

    @Inject
    Authentication(Keys keys, Caller caller) {
        this.keys = keys;
        this.caller = caller;
    }

    @ServerRequestFilter
    void authenticate(ContainerRequestContext request) {
        principal(
                        keys,
                        request.getHeaderString(HttpHeaders.AUTHORIZATION),
                        request.getHeaderString(SUBJECT),
                        request.getHeaderString(GROUPS))
                .ifPresent(caller::is);
    }

    /**
     * The principal of a call, or nothing where the home is open.
     *
     * @throws Problem 401 without a valid key, 403 where a key that acts for others does not say
     *     for whom
     */
    static Optional<Principal> principal(
            Keys keys,
            @Nullable String authorization,
            @Nullable String subject,
            @Nullable String groups) {
        if (!keys.closed()) {
            return Optional.empty();
        }
        if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw Problem.of(
                    401,
                    "key_required",
                    "A key is needed",
                    "Send the header Authorization: Bearer KEY; ./plumbline keys create makes a key.");
        }
        Keys.Grant grant =
                keys.grant(authorization.substring(7).strip())
                        .orElseThrow(
                                () ->
                                        Problem.of(
                                                401,
                                                "key_unknown",
                                                "The key is not valid",
                                                "The key is unknown or was revoked."));
        if (!grant.actAs()) {
            return Optional.of(grant.principal());
        }
        if (subject == null || subject.isBlank()) {
            throw Problem.of(
                    403,
                    "act_as_required",
                    "For whom?",
                    "This key acts for others: name the subject in "
                            + SUBJECT
                            + " and the groups in "
                            + GROUPS
                            + ".");
        }
        TreeSet<String> memberOf = new TreeSet<>();
        if (groups != null) {
            Arrays.stream(groups.split(",", -1))
                    .map(String::strip)
                    .filter(group -> !group.isEmpty())
                    .forEach(memberOf::add);
        }
        return Optional.of(
                new Principal(
                        grant.principal().tenant(),
                        subject.strip(),
                        memberOf,
                        grant.principal().admin()));
    }
}
