package dev.dockdash.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whom to trust, and how to say who we are. */
final class Certificates {

    private static final char[] NO_PASSWORD = {};

    private Certificates() {}

    /**
     * Reads the certificates in a PEM file.
     *
     * @throws IOException if it cannot be read or holds none
     */
    static List<X509Certificate> read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            List<X509Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (certificates.isEmpty()) {
                throw new IOException("Reading certificates from " + file + ": it holds none; expected PEM");
            }
            return certificates;
        } catch (CertificateException e) {
            throw new IOException("Reading certificates from " + file + ": " + e.getMessage() + "; expected PEM", e);
        }
    }

    /** Returns a manager that trusts whom the system trusts, and these. */
    static X509TrustManager trusting(List<X509Certificate> authorities) {
        try {
            KeyStore all = emptyStore();
            int number = 0;
            for (X509Certificate certificate : systemTrust().getAcceptedIssuers()) {
                all.setCertificateEntry("system-" + number++, certificate);
            }
            for (X509Certificate certificate : authorities) {
                all.setCertificateEntry("added-" + number++, certificate);
            }
            return trust(all);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This Java runtime cannot hold the certificates to trust", e);
        }
    }

    static SSLSocketFactory sockets(X509TrustManager trust, @Nullable ClientCertificate own) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManager[] keys = own == null ? new KeyManager[0] : keyManagers(own);
            context.init(keys, new TrustManager[] {trust}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This Java runtime cannot use the certificates", e);
        }
    }

    static X509TrustManager systemTrust() throws GeneralSecurityException {
        return trust(null);
    }

    private static X509TrustManager trust(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("no trust manager for X.509"));
    }

    private static KeyManager[] keyManagers(ClientCertificate own) throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        store.setKeyEntry("client", own.key(), NO_PASSWORD, own.chain().toArray(new X509Certificate[0]));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
