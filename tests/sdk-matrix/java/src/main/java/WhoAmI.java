import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** Prints the access key id that the default chain of the AWS SDK for Java v2 finds. */
public final class WhoAmI {
  public static void main(String[] args) {
    try (DefaultCredentialsProvider chain = DefaultCredentialsProvider.builder().build()) {
      System.out.println(chain.resolveCredentials().accessKeyId());
    }
  }
}
