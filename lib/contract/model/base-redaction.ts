import type { Redaction } from "./redaction";

// RFC 6750: letters, digits and -._~+/, then =; the scheme in any case. CloudWatch's identifiers may not hold a ~ (nor a quote), so the
// class names what a token does not hold, in ranges that begin and end with what they may hold.
const bearerToken = String.raw`[Bb][Ee][Aa][Rr][Ee][Rr] +[^\s -*,;?@\[-\^{-}]{16,}`;

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
      pattern: "[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+[.][A-Za-z]{2,24}",
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
      description: "A JSON Web Token, signed or encrypted.",
      pattern: "eyJ[A-Za-z0-9_-]{8,}[.][A-Za-z0-9_-]*[.][A-Za-z0-9._-]+",
    },
    {
      name: "BearerToken",
      description: "A bearer token in a header's value.",
      pattern: bearerToken,
    },
  ],
};
