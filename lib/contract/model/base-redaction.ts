import type { Redaction } from "./redaction";

/**
 * Keys and values that no service logs. A contract can add its own, but never remove any.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/protect-sensitive-log-data-types.html
 */
export const baseRedaction: Redaction = {
  keys: [
    "password",
    "passwd",
    "passphrase",
    "secret",
    "client_secret",
    "token",
    "access_token",
    "refresh_token",
    "id_token",
    "session_token",
    "api_key",
    "private_key",
    "authorization",
    "proxy_authorization",
    "cookie",
    "set_cookie",
    "credit_card",
    "card_number",
    "cvc",
    "cvv",
    "pin",
    "ssn",
    "iban",
    "otp",
  ],
  shapes: [
    {
      name: "EmailAddress",
      description: "An e-mail address.",
      managed: "EmailAddress",
      pattern: "[A-Za-z0-9._-]+@[A-Za-z0-9.-]+[.][A-Za-z]{2,24}",
    },
    {
      name: "CreditCardNumber",
      description: "A payment card's number.",
      managed: "CreditCardNumber",
      pattern: "\\b[3-6][0-9]{3}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{3,4}\\b",
    },
    { name: "AwsSecretKey", description: "An AWS secret access key.", managed: "AwsSecretKey" },
    { name: "AwsAccessKeyId", description: "An AWS access key id.", pattern: "A[KS]IA[0-9A-Z]{16}" },
    { name: "OpenSshPrivateKey", description: "A private key in OpenSSH form.", managed: "OpenSshPrivateKey" },
    { name: "PkcsPrivateKey", description: "A private key in PKCS form.", managed: "PkcsPrivateKey" },
    {
      name: "JsonWebToken",
      description: "A signed JSON Web Token.",
      pattern: "eyJ[A-Za-z0-9_-]{8,}[.]eyJ[A-Za-z0-9_-]{8,}[.][A-Za-z0-9_-]+",
    },
    {
      name: "BearerToken",
      description: "A bearer token in a header's value.",
      pattern: "[Bb]earer [A-Za-z0-9._=/-]{16,}",
    },
  ],
};
