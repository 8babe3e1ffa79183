//! Prints the access key id that the default chain of aws-config finds. Agents speak plain HTTP on the node, so no TLS is built.

use aws_credential_types::provider::ProvideCredentials;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let plain = aws_smithy_http_client::Builder::new().build_http();
    let settings = aws_config::from_env().http_client(plain).load().await;
    let provider = settings.credentials_provider().expect("the default chain");
    match provider.provide_credentials().await {
        Ok(found) => println!("{}", found.access_key_id()),
        Err(why) => {
            eprintln!("{:?}", why);
            std::process::exit(1);
        }
    }
}
