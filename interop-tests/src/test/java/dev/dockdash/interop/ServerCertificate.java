package dev.dockdash.interop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for localhost that nobody trusts yet, made by the JDK's keytool.
 *
 * @param pem a file with it
 * @param key a file with its private key
 * @param certificate the certificate itself
 */
record ServerCertificate(Path pem, Path key, X509Certificate certificate) {

    private static final String ALIAS = "server";
    private static final String PASSWORD = "changeit";
    private static final int PEM_LINE = 64;

    static ServerCertificate make(Path folder) throws IOException, InterruptedException {
        Path store = folder.resolve("server.p12");
        keytool(store);
        try (InputStream input = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(input, PASSWORD.toCharArray());
            Certificate certificate = Objects.requireNonNull(keys.getCertificate(ALIAS), "certificate");
            Key key = Objects.requireNonNull(keys.getKey(ALIAS, PASSWORD.toCharArray()), "key");
            return new ServerCertificate(
                    write(folder.resolve("server.pem"), "CERTIFICATE", certificate.getEncoded()),
                    write(folder.resolve("server.key"), "PRIVATE KEY", key.getEncoded()),
                    (X509Certificate) certificate);
        } catch (GeneralSecurityException e) {
            throw new IOException("Cannot read what keytool wrote to " + store, e);
        }
    }

    private static void keytool(Path store) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-genkeypair", "-alias", ALIAS, "-dname", "CN=localhost"));
        arguments.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"));
        arguments.addAll(List.of("-ext", "san=dns:localhost,ip:127.0.0.1"));
        arguments.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", store.toString()));
        Tool.named(Path.of(System.getProperty("java.home"), "bin", "keytool").toString())
                .run(arguments.toArray(String[]::new));
    }

    private static Path write(Path file, String type, byte[] content) throws IOException {
        Base64.Encoder encoder = Base64.getMimeEncoder(PEM_LINE, "\n".getBytes(StandardCharsets.US_ASCII));
        return Files.writeString(
                file,
                "-----BEGIN " + type + "-----\n" + encoder.encodeToString(content) + "\n-----END " + type + "-----\n");
    }

    /** Returns a context that trusts this certificate and no other. */
    SSLContext trusting() throws IOException {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(ALIAS, certificate);
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("Cannot trust the certificate in " + pem, e);
        }
    }
}
