import {
  dataProtectionFaults,
  dataProtectionPolicy,
  managedDataIdentifiers,
  type MaskedShape,
} from "../../lib/aws/data-protection";

const email: MaskedShape = { name: "Email", managed: "EmailAddress", pattern: "(@)" };
const token: MaskedShape = { name: "Token", pattern: "tok_[a-z]{20}" };

test("a policy audits and masks its shapes, as managed identifiers or as custom ones with patterns", () => {
  expect(dataProtectionFaults([email, token])).toEqual([]);
  const identifiers = ["arn:aws:dataprotection::aws:data-identifier/EmailAddress", "Token"];
  expect(JSON.parse(dataProtectionPolicy([email, token]))).toMatchObject({
    Configuration: { CustomDataIdentifier: [{ Name: "Token", Regex: "tok_[a-z]{20}" }] },
    Statement: [
      { Sid: "audit", DataIdentifier: identifiers, Operation: { Audit: { FindingsDestination: {} } } },
      { Sid: "redact", DataIdentifier: identifiers, Operation: { Deidentify: { MaskConfig: {} } } },
    ],
  });
  expect(JSON.parse(dataProtectionPolicy([email]))).not.toHaveProperty("Configuration");
  expect(JSON.parse(dataProtectionPolicy([email], { CloudWatchLogs: { LogGroup: "audit" } }))).toHaveProperty(
    "Statement.0.Operation.Audit.FindingsDestination.CloudWatchLogs.LogGroup",
    "audit",
  );
});

test.each<[what: string, shapes: readonly MaskedShape[], fault: object]>([
  [
    "a managed identifier that does not exist",
    [{ name: "Ssn", managed: "Ssn" }],
    { kind: "managed", shape: "Ssn", managed: "Ssn" },
  ],
  ["neither an identifier nor a pattern", [{ name: "Nothing" }], { kind: "empty", shape: "Nothing" }],
  [
    "a name with a blank",
    [{ ...token, name: "a b" }],
    { kind: "name", shape: "a b", text: "a b", fault: { kind: "character", character: " " } },
  ],
  [
    "a group in a pattern",
    [{ ...token, pattern: "(a)" }],
    { kind: "pattern", shape: "Token", text: "(a)", fault: { kind: "character", character: "(" } },
  ],
  [
    "more than ten patterns",
    Array.from({ length: 11 }, (_, n) => ({ ...token, name: `Token${n}` })),
    { kind: "excess", excess: { limit: "customIdentifiers", count: 11, most: 10 } },
  ],
])("%s is a fault", (_, shapes, fault) => expect(dataProtectionFaults(shapes)).toEqual([fault]));

test("the whole policy has at most 30,720 characters", () => {
  const shapes = Array.from({ length: 300 }, () => email);
  expect(dataProtectionFaults(shapes)).toEqual([
    {
      kind: "excess",
      excess: { limit: "dataProtectionPolicy", count: dataProtectionPolicy(shapes).length, most: 30_720 },
    },
  ]);
});

test("managed identifiers that depend on a country contain its code", () => {
  expect([...managedDataIdentifiers].filter((name) => /^(Ssn|PhoneNumber|PassportNumber)$/.test(name))).toEqual([]);
  expect(managedDataIdentifiers.has("Ssn-US")).toBe(true);
});
