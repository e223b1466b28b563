package dev.dockdash.testregistry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for this machine, with a key of its own, that only those trust who were told to.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280">RFC 5280</a>
 */
final class SelfSignedCertificate {

    private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
    private static final String COMMON_NAME = "2.5.4.3";
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";

    private static final int VERSION_3 = 2;
    private static final int EXTENSIONS = 3;
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final int SERIAL_BITS = 64;
    private static final byte DIGITAL_SIGNATURE = (byte) 0x80;
    private static final int SEVEN_UNUSED_BITS = 7;
    private static final byte[] LOOPBACK_4 = {127, 0, 0, 1};
    private static final byte[] LOOPBACK_6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    /** Clocks of other machines may be behind. */
    private static final Duration ALREADY_VALID = Duration.ofDays(1);

    private static final Duration VALID_FOR = Duration.ofDays(365);
    private static final int PEM_LINE = 64;

    private static final char[] NO_PASSWORD = {};

    private final PrivateKey key;
    private final byte[] encoded;
    private final X509Certificate certificate;

    private SelfSignedCertificate(PrivateKey key, byte[] encoded, X509Certificate certificate) {
        this.key = key;
        this.encoded = encoded;
        this.certificate = certificate;
    }

    /** Makes a key and a certificate for {@code localhost}, {@code 127.0.0.1} and {@code ::1}, valid for a year. */
    static SelfSignedCertificate generate(Instant now) throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            byte[] content = content(keys.getPublic(), now);
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(content);
            byte[] encoded = Der.sequence(content, algorithm(), Der.bits(0, signature.sign()));
            Certificate certificate =
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
            return new SelfSignedCertificate(keys.getPrivate(), encoded, (X509Certificate) certificate);
        } catch (GeneralSecurityException e) {
            throw new IOException("Cannot make a certificate: this Java runtime lacks EC keys or X.509", e);
        }
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** Returns the certificate in the text form that most tools read. */
    String pem() {
        Base64.Encoder encoder = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'});
        return "-----BEGIN CERTIFICATE-----\n" + encoder.encodeToString(encoded) + "\n-----END CERTIFICATE-----\n";
    }

    /** Returns what a server shows the certificate with, and checks those of its clients by, should it ask for them. */
    SSLContext serverContext(Optional<X509Certificate> clientAuthority) throws IOException {
        try {
            KeyStore store = emptyStore();
            store.setKeyEntry("registry", key, NO_PASSWORD, new Certificate[] {certificate});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    keys.getKeyManagers(), clientAuthority.isPresent() ? trusting(clientAuthority.get()) : null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("Cannot set up TLS for the registry", e);
        }
    }

    /** Returns what a client trusts this certificate with, and no other. */
    SSLContext clientContext() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trusting(certificate), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("Cannot set up TLS that trusts the registry", e);
        }
    }

    private static TrustManager[] trusting(X509Certificate authority) throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        store.setCertificateEntry("authority", authority);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust.getTrustManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static byte[] content(PublicKey key, Instant now) {
        byte[] name = Der.sequence(
                Der.set(Der.sequence(Der.objectIdentifier(COMMON_NAME), Der.utf8("dockdash embedded registry"))));
        return Der.sequence(
                Der.explicit(0, Der.integer(BigInteger.valueOf(VERSION_3))),
                Der.integer(new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS)),
                algorithm(),
                name,
                Der.sequence(Der.utcTime(now.minus(ALREADY_VALID)), Der.utcTime(now.plus(VALID_FOR))),
                name,
                key.getEncoded(),
                Der.explicit(EXTENSIONS, extensions()));
    }

    private static byte[] extensions() {
        return Der.sequence(
                critical(BASIC_CONSTRAINTS, Der.sequence()),
                critical(KEY_USAGE, Der.bits(SEVEN_UNUSED_BITS, new byte[] {DIGITAL_SIGNATURE})),
                extension(EXTENDED_KEY_USAGE, Der.sequence(Der.objectIdentifier(SERVER_AUTHENTICATION))),
                extension(
                        SUBJECT_ALTERNATIVE_NAME,
                        Der.sequence(
                                Der.implicit(DNS_NAME, "localhost".getBytes(StandardCharsets.US_ASCII)),
                                Der.implicit(IP_ADDRESS, LOOPBACK_4),
                                Der.implicit(IP_ADDRESS, LOOPBACK_6))));
    }

    private static byte[] algorithm() {
        return Der.sequence(Der.objectIdentifier(ECDSA_WITH_SHA256));
    }

    private static byte[] critical(String identifier, byte[] value) {
        return Der.sequence(Der.objectIdentifier(identifier), Der.yes(), Der.octets(value));
    }

    private static byte[] extension(String identifier, byte[] value) {
        return Der.sequence(Der.objectIdentifier(identifier), Der.octets(value));
    }
}
