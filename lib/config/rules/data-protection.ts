import { didYouMean, type Path } from "../../base";
import { type ConfigFinding, problem } from "../errors";
import type { ServicePlan } from "../plan/service";
import type { Rule } from "./rule";

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL-custom-data-identifiers.html
const mostCustom = 10;
const longestPolicy = 30_720;

export const dataProtection: Rule<"data-protection"> = {
  id: "data-protection",
  check: ({ plans }) =>
    plans.flatMap(({ services }) => services.filter(({ logGroup }) => logGroup.protect).flatMap(problems)),
};

function problems({ contract, source }: ServicePlan): ConfigFinding[] {
  const { shapes } = contract.redaction;
  const path: Path = [...source, "contract"];
  const custom = shapes.filter(({ managed }) => managed === undefined);
  const size =
    JSON.stringify(custom.map(({ name, pattern }) => ({ Name: name, Regex: pattern }))).length +
    600 +
    2 *
      shapes.reduce(
        (sum, { name, managed }) => sum + (managed === undefined ? name.length : arn.length + managed.length) + 3,
        0,
      );
  return [
    ...shapes.flatMap(({ managed }): ConfigFinding[] =>
      managed === undefined || managedIdentifiers.has(managed)
        ? []
        : [
            problem(
              "data-protection",
              path,
              `CloudWatch has no managed data identifier "${managed}".${didYouMean(managed, managedIdentifiers)}`,
              "Use one of its names, with its country where it has one (Ssn-US); or leave `managed` out and give a `pattern`.",
            ),
          ],
    ),
    ...(custom.length <= mostCustom
      ? []
      : [
          problem(
            "data-protection",
            path,
            `${custom.length} shapes have a pattern of their own, inherited ones included; CloudWatch takes ${mostCustom}`,
            "Use managed data identifiers, or join patterns with |.",
          ),
        ]),
    ...(size <= longestPolicy
      ? []
      : [
          problem(
            "data-protection",
            path,
            `the data-protection policy has about ${size} characters, ${longestPolicy} are allowed`,
            "Use fewer shapes.",
          ),
        ]),
  ];
}

const arn = "arn:aws:dataprotection::aws:data-identifier/";

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL-managed-data-identifiers.html
const managedIdentifiers: ReadonlySet<string> = new Set([
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
