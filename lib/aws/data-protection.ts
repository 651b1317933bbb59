import { arnOf } from "./arn";
import { type Excess, excessOf } from "./limits";
import { type TextFault, textFault } from "./text-rules";

/** A kind of value that a data-protection policy masks, found by a managed identifier of CloudWatch or by a pattern. */
export interface MaskedShape {
  readonly name: string;
  readonly managed?: string | undefined;
  readonly pattern?: string | undefined;
}

/** Why PutDataProtectionPolicy refuses a policy for shapes. */
export type DataProtectionFault =
  /** CloudWatch has no managed identifier of this name. */
  | { readonly kind: "managed"; readonly shape: string; readonly managed: string }
  /** The shape has neither a managed identifier nor a pattern. */
  | { readonly kind: "empty"; readonly shape: string }
  | { readonly kind: "name" | "pattern"; readonly shape: string; readonly text: string; readonly fault: TextFault }
  | { readonly kind: "excess"; readonly excess: Excess };

/**
 * What is wrong with a data-protection policy for shapes.
 *
 * @param destination as for {@link dataProtectionPolicy}
 */
export function dataProtectionFaults(shapes: readonly MaskedShape[], destination: object = {}): DataProtectionFault[] {
  const custom = shapes.filter(({ managed }) => managed === undefined).length;
  const excesses = [
    excessOf("customIdentifiers", custom),
    excessOf("dataProtectionPolicy", dataProtectionPolicy(shapes, destination).length),
  ];
  return [
    ...shapes.flatMap(shapeFaults),
    ...excesses.flatMap((excess) => (excess === undefined ? [] : [{ kind: "excess" as const, excess }])),
  ];
}

/**
 * The data-protection policy of a log group, in JSON: a statement that audits and one that masks, with the same identifiers.
 *
 * @param destination where CloudWatch Logs reports what it masked: a `FindingsDestination`
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch-logs-data-protection-policies.html
 */
export function dataProtectionPolicy(shapes: readonly MaskedShape[], destination: object = {}): string {
  const identifiers = shapes.map(({ managed, name }) => (managed === undefined ? name : identifierArn(managed)));
  const custom = shapes
    .filter(({ managed }) => managed === undefined)
    .map(({ name, pattern }) => ({ Name: name, Regex: pattern ?? "" }));
  return JSON.stringify({
    Name: "data-protection",
    Version: "2021-06-01",
    ...(custom.length === 0 ? {} : { Configuration: { CustomDataIdentifier: custom } }),
    Statement: [
      {
        Sid: "audit",
        DataIdentifier: identifiers,
        Operation: { Audit: { FindingsDestination: destination } },
      },
      { Sid: "redact", DataIdentifier: identifiers, Operation: { Deidentify: { MaskConfig: {} } } },
    ],
  });
}

function shapeFaults({ managed, name, pattern }: MaskedShape): DataProtectionFault[] {
  if (managed !== undefined)
    return managedDataIdentifiers.has(managed) ? [] : [{ kind: "managed", shape: name, managed }];
  if (pattern === undefined) return [{ kind: "empty", shape: name }];
  return [
    ...textFaults("name", name, name, textFault("dataIdentifier", name)),
    ...textFaults("pattern", name, pattern, textFault("dataIdentifierPattern", pattern)),
  ];
}

function textFaults(
  kind: "name" | "pattern",
  shape: string,
  text: string,
  fault: TextFault | undefined,
): DataProtectionFault[] {
  return fault === undefined ? [] : [{ kind, shape, text, fault }];
}

function identifierArn(managed: string): string {
  return arnOf({
    partition: "aws",
    service: "dataprotection",
    region: "",
    account: "aws",
    resource: `data-identifier/${managed}`,
  });
}

/**
 * CloudWatch's managed data identifiers.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL-managed-data-identifiers.html
 */
export const managedDataIdentifiers: ReadonlySet<string> = new Set([
  ...["AwsSecretKey", "OpenSshPrivateKey", "PgpPrivateKey", "PkcsPrivateKey", "PuttyPrivateKey", "IpAddress"],
  ...[
    "CreditCardExpiration",
    "CreditCardNumber",
    "CreditCardSecurityCode",
    "Address",
    "EmailAddress",
    "LatLong",
    "Name",
  ],
  ...[
    "VehicleIdentificationNumber",
    "ZipCode-US",
    "CepCode-BR",
    "Cnpj-BR",
    "CpfCode-BR",
    "RgNumber-BR",
    "InseeCode-FR",
  ],
  ...["ElectoralRollNumber-GB", "IndividualTaxIdentificationNumber-US", "PermanentResidenceNumber-CA", "PostalCode-CA"],
  ...["SocialInsuranceNumber-CA", "NieNumber-ES", "NifNumber-ES", "DrugEnforcementAgencyNumber-US"],
  ...["HealthInsuranceCardNumber-EU", "HealthInsuranceClaimNumber-US", "HealthInsuranceNumber-FR"],
  ...[
    "HealthcareProcedureCode-US",
    "MedicareBeneficiaryNumber-US",
    "NationalDrugCode-US",
    "NationalInsuranceNumber-GB",
  ],
  ...["NationalProviderId-US", "NhsNumber-GB", "PersonalHealthNumber-CA"],
  ...byCountry("BankAccountNumber", "DE ES FR GB IT US"),
  ...byCountry("NationalIdentificationNumber", "DE ES IT"),
  ...byCountry("PassportNumber", "CA DE ES FR GB IT US"),
  ...byCountry("PhoneNumber", "BR DE ES FR GB IT US"),
  ...byCountry("Ssn", "ES US"),
  ...byCountry("TaxId", "DE ES FR GB"),
  ...byCountry(
    "DriversLicense",
    "AT AU BE BG CA CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK US",
  ),
]);

function byCountry(name: string, countries: string): string[] {
  return countries.split(" ").map((country) => `${name}-${country}`);
}
