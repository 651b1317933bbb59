import type { Contract } from "../model";
import { apache, nginx } from "./access-log";
import { albAccess } from "./alb-access";
import { apiGatewayAccess } from "./api-gateway-access";
import { cloudtrail } from "./cloudtrail";
import { lambdaJson } from "./lambda-json";
import { lambdaText } from "./lambda-text";
import { logback } from "./logback";
import { pino } from "./pino";
import { powertools, powertoolsPython } from "./powertools";
import { pythonJsonLogger } from "./python-json-logger";
import { serilog } from "./serilog";
import { slog } from "./slog";
import { structlog } from "./structlog";
import { vpcFlow } from "./vpc-flow";
import { winston } from "./winston";
import { zap } from "./zap";

const makers = {
  pino,
  winston,
  powertools,
  "powertools-python": powertoolsPython,
  "lambda-json": lambdaJson,
  "lambda-text": lambdaText,
  logback,
  serilog,
  zap,
  slog,
  "python-json-logger": pythonJsonLogger,
  structlog,
  nginx,
  apache,
  "alb-access": albAccess,
  "api-gateway-access": apiGatewayAccess,
  "vpc-flow": vpcFlow,
  cloudtrail,
} as const satisfies Readonly<Record<string, () => Contract>>;

type Makers = typeof makers;

/** Name of a preset. */
export type PresetName = keyof Makers;

/** The names of all presets. */
export const presetNames = Object.keys(makers) as readonly PresetName[];

/**
 * Contracts of lines as libraries and AWS write them: `extends: presets.pino` in `defineContract`, `extends: "pino"` in a configuration. Each is made when
 * it is first read.
 */
export const presets = Object.defineProperties(
  {},
  Object.fromEntries(Object.entries(makers).map(([name, get]) => [name, { enumerable: true, get }])),
) as { readonly [Name in PresetName]: ReturnType<Makers[Name]> };

/** The preset of a name; undefined if there is none. */
export function presetOf(name: string): Contract | undefined {
  return presetNames.some((each) => each === name) ? makers[name as PresetName]() : undefined;
}
