package dev.dockdash.registry;

import dev.dockdash.testregistry.ConnectionFault;
import dev.dockdash.testregistry.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Lets something go wrong by chance. */
final class RandomFaults {

    private static final int MOST_FAULTS = 4;
    private static final int SIZE = 32_000;
    private static final int[] STATUSES = {
        200, 201, 202, 204, 400, 401, 403, 404, 405, 408, 413, 416, 429, 500, 501, 502, 503, 504
    };
    private static final List<Target> READS = List.of(
            new Target("*", "/**"),
            new Target("*", "/token"),
            new Target("GET", "/v2/*/blobs/*"),
            new Target("GET", "/v2/*/blobs/*"),
            new Target("GET", "/v2/*/blobs/*"),
            new Target("GET", "/v2/*/manifests/*"));
    private static final List<Target> WRITES = List.of(
            new Target("*", "/**"),
            new Target("*", "/token"),
            new Target("HEAD", "/v2/*/blobs/*"),
            new Target("GET", "/v2/*/blobs/*"),
            new Target("GET", "/v2/*/manifests/*"),
            new Target("HEAD", "/v2/*/manifests/*"),
            new Target("PUT", "/v2/*/manifests/*"),
            new Target("POST", "/v2/*/blobs/uploads"),
            new Target("PUT", "/v2/*/blobs/uploads/*"),
            new Target("PATCH", "/v2/*/blobs/uploads/*"),
            new Target("GET", "/v2/*/blobs/uploads/*"));
    private static final Target UPLOAD = new Target("PUT", "/v2/*/blobs/uploads/*");

    private final FaultScene scene;
    private final Random random;
    private final List<Target> targets;

    /** Which requests. */
    private record Target(String method, String path) {}

    private RandomFaults(FaultScene scene, Random random, List<Target> targets) {
        this.scene = scene;
        this.random = random;
        this.targets = targets;
    }

    /** Gives a scene some faults, and returns what they are. */
    static List<String> script(FaultScene scene, FaultOperation operation, Random random) {
        boolean reads = operation.tag().equals(FaultImages.OLD.digest());
        RandomFaults faults = new RandomFaults(scene, random, reads ? READS : WRITES);
        MonolithicUpload[] policies = MonolithicUpload.values();
        MonolithicUpload policy = policies[random.nextInt(policies.length)];
        scene.monolithic(policy);
        List<String> all = new ArrayList<>(List.of(policy.toString()));
        int count = 1 + random.nextInt(MOST_FAULTS);
        for (int i = 0; i < count; i++) {
            all.add(random.nextInt(3) == 0 ? faults.onTheWay() : faults.inTheRegistry());
        }
        return all;
    }

    private String inTheRegistry() {
        Target target = targets.get(random.nextInt(targets.size()));
        Fault fault = times(effect().on(target.method(), target.path()).after(random.nextInt(4)));
        scene.fail(fault);
        return fault.toString();
    }

    private Fault times(Fault fault) {
        return random.nextInt(3) == 0 ? fault.always() : fault.times(1 + random.nextInt(3));
    }

    private Fault effect() {
        return switch (random.nextInt(16)) {
            case 0 -> Fault.loseAnswer();
            case 1 -> Fault.dropConnection();
            case 2 -> Fault.expireToken();
            case 3 -> Fault.truncateAfter(random.nextInt(SIZE));
            case 4 -> Fault.shortenTo(random.nextInt(SIZE));
            case 5, 13 -> Fault.flipBit(random.nextInt(SIZE));
            case 6 -> Fault.extraBytes(1 + random.nextInt(SIZE));
            case 7 -> random.nextBoolean() ? Fault.stall() : Fault.stallAfter(random.nextInt(SIZE));
            case 8 ->
                Fault.wrongHeader(
                        "Docker-Content-Digest",
                        FaultImages.BASE.layers().get(0).digest().toString());
            case 9 -> Fault.wrongHeader("Location", scene.other().url("/elsewhere"));
            case 10 -> Fault.missingHeader(random.nextBoolean() ? "Location" : "Docker-Content-Digest");
            case 11 -> Fault.redirectTo(URI.create(scene.other().url("")));
            case 12 -> Fault.rateLimit(Duration.ofSeconds(random.nextInt(100)));
            default -> Fault.status(STATUSES[random.nextInt(STATUSES.length)]);
        };
    }

    /** What is turned over on the way to the registry is an upload: nothing but TLS guards a manifest. */
    private String onTheWay() {
        boolean request = random.nextBoolean();
        ConnectionFault kind = kind();
        boolean flip = kind.toString().startsWith("FLIP_BIT");
        Target target = request && flip ? UPLOAD : targets.get(random.nextInt(targets.size()));
        int at = random.nextInt(SIZE);
        ConnectionFault placed =
                request ? kind.atRequestByte(at) : random.nextBoolean() ? kind : kind.atResponseByte(at);
        ConnectionFault fault = placed.on(target.method(), target.path())
                .after(random.nextInt(4))
                .times(1 + random.nextInt(3));
        scene.fail(fault);
        return fault.toString();
    }

    private ConnectionFault kind() {
        return switch (random.nextInt(4)) {
            case 0 -> ConnectionFault.reset();
            case 1 -> ConnectionFault.close();
            case 2 -> ConnectionFault.stall();
            default -> ConnectionFault.flipBit();
        };
    }
}
