package io.casework.procedure.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Slows down guessing of passwords. What counts is the pair of account and client address, so that somebody who guesses from
 * elsewhere never keeps the person out; a ceiling per address bounds guessing over many accounts. Both memories are bounded:
 * where they overflow, the oldest entry goes.
 */
final class SignInThrottle {

    /** Wrong passwords of one account from one address that cost no waiting. */
    static final int FREE_FAILURES = 4;
    /** Longest wait for one account and address. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    /** Wrong passwords from one address, whatever the account, within {@link #WINDOW}; an office behind one address stays below. */
    static final int ADDRESS_CEILING = 100;
    static final Duration WINDOW = Duration.ofMinutes(10);

    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private record Key(String account, String address) {
    }

    private record Failures(int count, Instant first, Instant last) {
    }

    private final Clock clock;
    private final Map<Key, Failures> pairs;
    private final Map<String, Failures> addresses;

    SignInThrottle(Clock clock, int mostEntries) {
        this.clock = clock;
        this.pairs = bounded(mostEntries);
        this.addresses = bounded(mostEntries);
    }

    /** How long this account must not be tried from this address; zero where it may be tried now. */
    synchronized Duration waitFor(String account, String address) {
        Instant now = clock.instant();
        Failures pair = pairs.get(key(account, address));
        Duration wait = Duration.ZERO;
        if (pair != null && pair.count() > FREE_FAILURES) {
            long seconds = Math.min(LONGEST_WAIT.toSeconds(), 1L << Math.min(pair.count() - FREE_FAILURES, 20));
            wait = Duration.between(now, pair.last().plusSeconds(seconds));
        }
        Failures all = addresses.get(network(address));
        if (all != null && all.count() >= ADDRESS_CEILING) {
            Duration window = Duration.between(now, all.first().plus(WINDOW));
            wait = window.compareTo(wait) > 0 ? window : wait;
        }
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    /** A wrong password. */
    synchronized void failed(String account, String address) {
        Instant now = clock.instant();
        pairs.compute(key(account, address), (key, before) ->
                before == null || before.last().plus(FORGOTTEN_AFTER).isBefore(now)
                        ? new Failures(1, now, now)
                        : new Failures(before.count() + 1, before.first(), now));
        addresses.compute(network(address), (key, before) ->
                before == null || !before.first().plus(WINDOW).isAfter(now)
                        ? new Failures(1, now, now)
                        : new Failures(before.count() + 1, before.first(), now));
    }

    /** The right password: this account starts anew at this address. The address itself keeps its count. */
    synchronized void succeeded(String account, String address) {
        pairs.remove(key(account, address));
    }

    synchronized int size() {
        return Math.max(pairs.size(), addresses.size());
    }

    private static Key key(String account, String address) {
        return new Key(account == null ? "" : account.toLowerCase(Locale.ROOT), network(address));
    }

    /** One household or office has a whole IPv6 network of 64 bits: its addresses count as one. */
    private static String network(String address) {
        if (address == null) {
            return "";
        }
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            byte[] bytes = java.net.InetAddress.getByName(address.replaceAll("%.*", "")).getAddress();
            return bytes.length == 16 ? java.util.HexFormat.of().formatHex(bytes, 0, 8) : address;
        } catch (java.net.UnknownHostException notAnAddress) {
            return address;
        }
    }

    private static <K, V> Map<K, V> bounded(int most) {
        return new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }
}
