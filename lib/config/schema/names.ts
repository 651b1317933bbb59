import { accountShape, arnShape, bucketShape, regionShape, topicArnShape } from "../../aws";
import { text, type TextForm } from "./form";

/** Names that users choose, of services, alarms and environments: snake_case or kebab-case, at most 128 characters. */
export const entityName = text(
  "a name",
  "Use snake_case or kebab-case: lower-case letters and digits, words joined by one _ or -, at most 128 characters.",
  /^(?!(?:constructor|prototype)$)(?=.{1,128}$)[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*$/,
);

export const tiers = ["critical", "standard", "low"] as const;

/** How important a service is. */
export type Tier = (typeof tiers)[number];

export const projectName = text(
  "a project name",
  "Use kebab-case, at most 128 characters: shop, web-shop. Names of resources begin with it.",
  /^(?=.{1,128}$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/,
);

/** Name of a signal; a rule checks whether the contract has it. */
export const signalName = text("the name of a signal", "Write the name of one of the contract's signals.");

export const regionName = text("an AWS region", "Write a region's code: eu-central-1.", regionShape);

export const accountId = text(
  "an AWS account id",
  'Write its 12 digits in quotes, so that leading zeros stay: "012345678901".',
  accountShape,
);

export const bucketName = text(
  "a bucket name",
  "Use 3 to 63 lower-case letters, digits, dots and dashes.",
  bucketShape,
);

/** An ARN of one service. */
export function arnForm(service: string, example: string): TextForm {
  return { noun: `an ARN of ${service}`, fix: `Write it in full: ${example}.`, shape: arnShape(service) };
}

/** Text that is the ARN of a topic, not of a subscription to one. */
export function topicForm(name: string): TextForm {
  return {
    noun: "the ARN of a topic",
    fix: `Write it in full: arn:aws:sns:eu-central-1:111122223333:${name}.`,
    shape: topicArnShape,
  };
}

export const httpsForm: TextForm = {
  noun: "an https address",
  fix: "Write it in full: https://example.com/path.",
  shape: /^https:\/\/[^\s/]+\.?[^\s]*$/,
};

/** Id of a construct. */
export const constructId = text(
  "the id of a construct",
  "Use letters and digits, beginning with a letter, at most 64 characters: Checkout.",
  /^[A-Za-z][A-Za-z0-9]{0,63}$/,
);
