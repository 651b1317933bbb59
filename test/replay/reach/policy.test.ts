import * as fc from "fast-check";
import { conditionHolds, type ContextValue } from "../../../lib/replay/reach/policy/condition";
import type { PolicyDecision } from "../../../lib/replay/reach/policy/decision";
import { policyDoubtText, policyRefusalText } from "../../../lib/replay/reach/policy/decision-text";
import { evaluatePolicy } from "../../../lib/replay/reach/policy/evaluate";
import { matchesArn, matchesWildcard } from "../../../lib/replay/reach/policy/wildcard";
import { serviceRequest } from "../../../lib/replay/reach/requests";
import { expectText } from "../../texts";
import { alarmArn, account, region, topicArn } from "../../terraform/template";

const known = (...values: string[]): ContextValue => ({ values, isCertain: true });

describe("wildcards", () => {
  test.each<[pattern: string, text: string, matches: boolean]>([
    ["*", "", true],
    ["a*c", "abbc", true],
    ["a*c", "abbd", false],
    ["a?c", "abc", true],
    ["a?c", "ac", false],
    ["*a*b*", "xxaxxbxx", true],
    ["", "a", false],
    ["a.c", "abc", false],
  ])("%s %s", (pattern, text, matches) => expect(matchesWildcard(pattern, text)).toBe(matches));

  test("match what the same regular expression matches", () => {
    const part = fc.constantFrom("a", "b", "*", "?", ".", "(");
    const pattern = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(""));
    const text = fc.array(fc.constantFrom("a", "b", ".", "("), { maxLength: 10 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(pattern, text, (one, other) => {
        const source = one.replace(/[.(]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".");
        expect(matchesWildcard(one, other)).toBe(new RegExp(`^${source}$`).test(other));
      }),
    );
  });

  test("many wildcards are matched without exponential backtracking", () =>
    expect(matchesWildcard("*a".repeat(200), "a".repeat(5000) + "b")).toBe(false));

  test.each<[pattern: string, matches: boolean | undefined]>([
    ["arn:aws:cloudwatch:eu-central-1:111122223333:alarm:*", true],
    ["arn:*:cloudwatch:*:111122223333:alarm:*", true],
    ["arn:aws:cloudwatch:*:*:*", true],
    ["arn:aws:cloudwatch:eu-central-1:999999999999:alarm:*", false],
    ["arn:aws:*:alarm:*:*:*", false],
    ["*", undefined],
    ["arn:aws:cloudwatch:*", undefined],
  ])("of ARNs are matched part by part: %s", (pattern, matches) => {
    expect(matchesArn(pattern, alarmArn("a"))).toBe(matches);
  });
});

describe("condition operators", () => {
  const context = new Map<string, ContextValue>([
    ["aws:sourceaccount", known("111122223333")],
    ["aws:sourcearn", known(alarmArn("Errors"))],
    ["aws:securetransport", known("true")],
    ["list", known("a", "b")],
    ["aws:principalorgid", "absent"],
    ["made-up", { values: ["000000000000"], isCertain: false }],
  ]);
  test.each<[operator: string, key: string, values: string[], holds: boolean | undefined]>([
    ["StringEquals", "aws:SourceAccount", ["999999999999", "111122223333"], true],
    ["StringEquals", "AWS:SOURCEACCOUNT", ["111122223333"], true],
    ["stringequals", "aws:SourceAccount", ["111122223333"], true],
    ["StringEquals", "aws:SourceAccount", ["11112222333*"], false],
    ["StringNotEquals", "aws:SourceAccount", ["111122223333"], false],
    ["StringNotEquals", "aws:SourceAccount", ["999999999999"], true],
    ["StringLike", "aws:SourceAccount", ["1111*"], true],
    ["StringNotLike", "aws:SourceAccount", ["1111*", "x"], false],
    ["StringEqualsIgnoreCase", "aws:SourceArn", [alarmArn("ERRORS")], true],
    ["StringNotEqualsIgnoreCase", "aws:SourceArn", [alarmArn("ERRORS")], false],
    ["StringEquals", "aws:SourceArn", ["arn:aws:cloudwatch:${aws:RequestedRegion}:1:alarm:x"], undefined],
    ["StringLike", "aws:SourceArn", ["arn:aws:cloudwatch:*:${aws:SourceAccount}:alarm:*"], true],
    ["ArnLike", "aws:SourceArn", ["arn:aws:cloudwatch:*:111122223333:alarm:*"], true],
    ["ArnEquals", "aws:SourceArn", ["arn:aws:cloudwatch:*:111122223333:alarm:*"], true],
    ["ArnNotLike", "aws:SourceArn", ["arn:aws:cloudwatch:*:111122223333:alarm:*"], false],
    ["ArnNotEquals", "aws:SourceArn", [alarmArn("x")], true],
    ["ArnLike", "aws:SourceArn", ["*"], undefined],
    ["Bool", "aws:SecureTransport", ["false"], false],
    ["Bool", "aws:SecureTransport", ["true"], true],
    ["Null", "aws:SourceArn", ["false"], true],
    ["Null", "aws:PrincipalOrgID", ["true"], true],
    ["Null", "aws:PrincipalOrgID", ["false"], false],
    ["StringEquals", "aws:PrincipalOrgID", ["o-1"], false],
    ["StringEqualsIfExists", "aws:PrincipalOrgID", ["o-1"], true],
    ["StringNotEquals", "aws:PrincipalOrgID", ["o-1"], true],
    ["StringNotEqualsIfExists", "aws:PrincipalOrgID", ["o-1"], true],
    ["StringEquals", "aws:PrincipalTag/team", ["a"], false],
    ["ForAnyValue:StringEquals", "list", ["b", "c"], true],
    ["ForAnyValue:StringEquals", "list", ["c"], false],
    ["ForAllValues:StringEquals", "list", ["a", "b", "c"], true],
    ["ForAllValues:StringEquals", "list", ["a"], false],
    ["ForAllValues:StringNotEquals", "list", ["c"], true],
    ["ForAnyValue:StringNotEquals", "list", ["a"], true],
    ["ForAnyValue:StringNotEquals", "list", ["a", "b"], false],
    ["ForAllValues:StringEquals", "aws:PrincipalOrgID", ["o-1"], true],
    ["ForAnyValue:StringEquals", "aws:PrincipalOrgID", ["o-1"], false],
    ["ForAnyValue:StringNotEquals", "aws:PrincipalOrgID", ["o-1"], false],
    ["StringEquals", "aws:SourceOrgID", ["o-1"], undefined],
    ["IpAddress", "aws:SourceArn", ["10.0.0.0/8"], undefined],
    // A placeholder that differs proves nothing; one that is equal is from the same template.
    ["StringEquals", "made-up", ["000000000000"], true],
    ["StringEquals", "made-up", ["111122223333"], undefined],
    ["StringNotEquals", "made-up", ["000000000000"], false],
    ["StringNotEquals", "made-up", ["111122223333"], undefined],
  ])("%s %s %j: %s", (operator, key, values, holds) => {
    const result = conditionHolds(operator, key, values, context);
    expect(result.holds).toBe(holds);
    expect("unknown" in result).toBe(holds === undefined);
  });
});

function because(access: PolicyDecision): string {
  if (access.decision === "allowed") return "";
  return access.decision === "refused" ? policyRefusalText(access.because) : policyDoubtText(access.because);
}

describe("policies", () => {
  const sender = { service: "cloudwatch.amazonaws.com", arn: alarmArn("errors") };
  const request = serviceRequest(sender, "sns:Publish", topicArn("page"));
  const statement = (parts: object) => ({
    Effect: "Allow",
    Principal: { Service: "cloudwatch.amazonaws.com" },
    Action: "SNS:Publish",
    Resource: topicArn("page"),
    ...parts,
  });
  const say = (...statements: object[]) => {
    const access = evaluatePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statements }), request);
    if (access.decision !== "allowed") expectText(because(access));
    return access.decision;
  };

  test("the documented statement for alarms allows them", () => {
    const condition = {
      ArnLike: { "aws:SourceArn": `arn:aws:cloudwatch:${region}:${account}:alarm:*` },
      StringEquals: { "aws:SourceAccount": account },
    };
    expect(say(statement({ Condition: condition }))).toBe("allowed");
  });

  test("a topic's default policy allows alarms", () => {
    const isOwn = { StringEquals: { "AWS:SourceOwner": account } };
    const all = ["SNS:GetTopicAttributes", "SNS:Publish", "SNS:Subscribe"];
    expect(say(statement({ Sid: "__default", Principal: { AWS: "*" }, Action: all, Condition: isOwn }))).toBe(
      "allowed",
    );
  });

  test.each<[what: string, statements: object[], result: string]>([
    ["no statement", [], "refused"],
    ["for everyone", [statement({ Principal: "*" })], "allowed"],
    [
      "for several services",
      [statement({ Principal: { Service: ["events.amazonaws.com", "cloudwatch.amazonaws.com"] } })],
      "allowed",
    ],
    ["for an account", [statement({ Principal: { AWS: `arn:aws:iam::${account}:root` } })], "refused"],
    ["for another service", [statement({ Principal: { Service: "events.amazonaws.com" } })], "refused"],
    ["all of SNS", [statement({ Action: "sns:*", Resource: "*" })], "allowed"],
    ["another action", [statement({ Action: ["sns:Subscribe"] })], "refused"],
    ["all but another action", [statement({ Action: undefined, NotAction: "sns:DeleteTopic" })], "allowed"],
    ["all but this action", [statement({ Action: undefined, NotAction: "sns:P*" })], "refused"],
    ["another resource", [statement({ Resource: topicArn("other") })], "refused"],
    ["all but another resource", [statement({ Resource: undefined, NotResource: topicArn("other") })], "allowed"],
    ["all but this resource", [statement({ Resource: undefined, NotResource: "*" })], "refused"],
    ["all but another principal", [statement({ Principal: undefined, NotPrincipal: { Service: "x" } })], "allowed"],
    [
      "another account's alarms",
      [statement({ Sid: "Alarms", Condition: { StringEquals: { "aws:SourceAccount": "999999999999" } } })],
      "refused",
    ],
    [
      "an organization, to which a service does not belong",
      [statement({ Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } })],
      "refused",
    ],
    [
      "a deny of unencrypted requests",
      [
        statement({}),
        statement({ Effect: "Deny", Principal: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
      ],
      "allowed",
    ],
    ["a deny", [statement({}), statement({ Sid: "No", Effect: "Deny", Principal: "*" })], "refused"],
    [
      "a deny that may hold",
      [
        statement({}),
        statement({ Effect: "Deny", Principal: "*", Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } }),
      ],
      "undecided",
    ],
    ["an allow that may hold", [statement({ Condition: { StringEquals: { "aws:SourceOrgID": "o-1" } } })], "undecided"],
    [
      "an allow that may hold and one that does",
      [statement({ Condition: { StringEquals: { "aws:SourceOrgID": "o-1" } } }), statement({})],
      "allowed",
    ],
    [
      "two conditions, of which one is false and one not known",
      [statement({ Condition: { StringEquals: { "aws:SourceOrgID": "o-1", "aws:SourceAccount": "1" } } })],
      "refused",
    ],
  ])("%s", (_, statements, result) => expect(say(...statements)).toBe(result));

  test.each(["[]", '{"Statement":[{"Effect":"allow"}]}', '{"Statement":["x"]}'])(
    "a text that is not a policy is undecided: %s",
    (text) => {
      const access = evaluatePolicy(text, request);
      expect(access).toMatchObject({ decision: "undecided", because: { kind: "policy-unreadable" } });
      expectText(because(access));
    },
  );

  test("a text that is not JSON is undecided", () => {
    expect(evaluatePolicy("{", request).decision).toBe("undecided");
  });

  test("a single statement needs no list", () => {
    expect(evaluatePolicy(JSON.stringify({ Statement: statement({}) }), request).decision).toBe("allowed");
  });

  test("if the account is not known, a policy that names one is undecided", () => {
    const unknown = serviceRequest(sender, "sns:Publish", topicArn("page").replace("111122223333", "000000000000"));
    const text = JSON.stringify({ Statement: statement({ Resource: "arn:aws:sns:eu-central-1:999999999999:page" }) });
    const access = evaluatePolicy(text, unknown);
    expect(access).toMatchObject({
      decision: "undecided",
      because: { kind: "may-allow", because: { kind: "resource-elsewhere" } },
    });
    expectText(because(access));
  });

  test("aws:SourceArn is not known for an alarm whose name is not ASCII", () => {
    const odd = serviceRequest({ ...sender, arn: alarmArn("zahlungsausfälle") }, "sns:Publish", topicArn("page"));
    const condition = { ArnLike: { "aws:SourceArn": `arn:aws:cloudwatch:${region}:${account}:alarm:*` } };
    const text = JSON.stringify({ Statement: statement({ Condition: condition }) });
    expect(evaluatePolicy(text, odd).decision).toBe("undecided");
  });
});
