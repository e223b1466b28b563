package dev.dockdash.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What proves to a registry who its client is. */
record ClientCertificate(List<X509Certificate> chain, PrivateKey key) {

    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    ClientCertificate {
        chain = List.copyOf(chain);
    }

    /**
     * Reads a chain and its key, both PEM.
     *
     * @throws IOException if one of them cannot be read or is none
     */
    static ClientCertificate read(Path chainFile, Path keyFile) throws IOException {
        List<X509Certificate> chain = Certificates.read(chainFile);
        Matcher pem = PKCS8.matcher(Files.readString(keyFile, StandardCharsets.US_ASCII));
        if (!pem.find()) {
            throw new IOException("Reading the private key " + keyFile + ": expected a PEM block BEGIN PRIVATE KEY;"
                    + " convert other forms with: openssl pkcs8 -topk8 -nocrypt");
        }
        String algorithm = chain.get(0).getPublicKey().getAlgorithm();
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
            PrivateKey key = KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return new ClientCertificate(chain, key);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(
                    "Reading the private key " + keyFile + ": it is not one of " + algorithm
                            + ", as the certificate in " + chainFile + " needs",
                    e);
        }
    }

    @Override
    public String toString() {
        return "ClientCertificate[" + chain.get(0).getSubjectX500Principal() + "]";
    }
}
