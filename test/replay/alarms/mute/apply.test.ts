import { alarmGraph } from "../../../../lib/replay/alarms/alarm-graph";
import { simulateComposites } from "../../../../lib/replay/alarms/composite/simulate";
import { applyMuteRules } from "../../../../lib/replay/alarms/mute/apply";
import { metricsOf, shownActions } from "../composite/simulated";
import { template, type TemplateParts } from "../../../terraform/template";

const day = 86_400;
const clock = { from: 0, to: (3 * day) / 60 };
// 00:00 to 01:00 of 1 January 1970 is seconds 0 to 3600.
const night = { name: "night", expression: "0 2 * * *", duration: "PT1H", alarmNames: ["errors"] };

function told(parts: TemplateParts, did: Record<string, string>) {
  const stack = template({
    metricAlarms: [{ name: "errors", alarmActions: ["page"], okActions: ["page"] }],
    ...parts,
  });
  const metrics = metricsOf(stack, did);
  const simulations = [...metrics, ...simulateComposites(alarmGraph(stack), metrics, clock)];
  return applyMuteRules(alarmGraph(stack), simulations, clock).map(shownActions);
}

describe("metric alarms", () => {
  test.each<[what: string, did: string, actions: string[]]>([
    ["outside a window actions run", "0:O 3600:A", ["0:O ran", "3600:A ran"]],
    [
      "inside they are muted, and run at the end if the alarm is still in the state",
      "0:O 7200:A",
      ["0:O ran", "7200:A muted by night", "10800:A ran"],
    ],
    ["at the end of the window nothing is muted any more", "0:O 10800:A", ["0:O ran", "10800:A ran"]],
    [
      "recovery inside the window: its action runs at the end",
      "0:O 7200:A 8000:O",
      ["0:O ran", "7200:A muted by night", "8000:O muted by night", "10800:O ran"],
    ],
    [
      "a change at the very end runs its own actions only",
      "0:O 7200:A 10800:O",
      ["0:O ran", "7200:A muted by night", "10800:O ran"],
    ],
    ["actions that ran before the window do not run again", "0:O 7100:A", ["0:O ran", "7100:A ran"]],
    ["a state without actions", "0:O 7200:I", ["0:O ran"]],
    ["a window every night", "0:O 93600:A", ["0:O ran", "93600:A muted by night", "97200:A ran"]],
  ])("%s", (_, did, actions) => {
    expect(told({ muteRules: [night] }, { errors: did })).toEqual([actions]);
  });

  test("windows that follow each other mute as one", () => {
    const later = { ...night, name: "later", expression: "0 3 * * *" };
    expect(told({ muteRules: [night, later] }, { errors: "0:O 7200:A" })).toEqual([
      ["0:O ran", "7200:A muted by night", "14400:A ran"],
    ]);
  });

  test("a window that ends after the clock runs nothing", () => {
    const muteRules = [{ ...night, expression: "at(1970-01-01T02:00)", duration: "P15D" }];
    expect(told({ muteRules }, { errors: "0:O 7200:A" })).toEqual([["0:O ran", "7200:A muted by night"]]);
  });

  test("alarms that the rule does not name, disabled ones and ones that were not evaluated stay as they are", () => {
    const metricAlarms = [
      { name: "other", alarmActions: ["page"] },
      { name: "errors", alarmActions: ["page"], actionsEnabled: false },
    ];
    expect(told({ metricAlarms, muteRules: [night] }, { other: "7200:A", errors: "7200:A" })).toEqual([
      ["7200:A ran"],
      ["7200:A disabled"],
    ]);
    expect(told({ muteRules: [night] }, { errors: "not: no data" })).toEqual([[]]);
  });

  test("a rule that is not valid mutes nothing", () => {
    expect(told({ muteRules: [{ ...night, duration: "P1Y" }] }, { errors: "7200:A" })).toEqual([["7200:A ran"]]);
  });

  test("without a clock, what is muted runs at the window's end", () => {
    const stack = template({ metricAlarms: [{ name: "errors", alarmActions: ["page"] }], muteRules: [night] });
    expect(applyMuteRules(alarmGraph(stack), metricsOf(stack, { errors: "7200:A" })).map(shownActions)).toEqual([
      ["7200:A muted by night", "10800:A ran"],
    ]);
  });
});

describe("composite alarms", () => {
  const compositeAlarms = [
    {
      name: "all",
      rule: "ALARM(child)",
      alarmActions: ["page"],
      actionsSuppressor: { alarm: "deploying", waitPeriod: 60, extensionPeriod: 120 },
    },
  ];
  const parts = {
    metricAlarms: [{ name: "child" }, { name: "deploying" }],
    compositeAlarms,
    muteRules: [{ ...night, alarmNames: ["all"] }],
  };

  test("a mute rule comes before the suppressor, and the wait period is over when the window ends", () => {
    expect(told(parts, { child: "0:O 7200:A", deploying: "0:O" })[2]).toEqual(["7200:A muted by night", "10800:A ran"]);
  });

  test("when the window ends, the suppressor decides: what was muted runs when the suppression ends", () => {
    expect(told(parts, { child: "0:O 7200:A", deploying: "0:O 9000:A 12000:O" })[2]).toEqual([
      "7200:A muted by night",
      "10800:A suppressed by deploying",
      "12000:A waits 120 s after deploying",
      "12120:A ran",
    ]);
  });

  test("a wait period that began in the window goes on after it", () => {
    expect(told(parts, { child: "0:O 10790:A", deploying: "0:O" })[2]).toEqual([
      "10790:A muted by night",
      "10800:A waits 60 s for deploying",
      "10850:A ran",
    ]);
  });

  test("a muted child still triggers its composite alarm", () => {
    const child = [{ name: "child", alarmActions: ["mail"] }];
    const muteRules = [{ ...night, alarmNames: ["child"] }];
    const stack = {
      metricAlarms: child,
      compositeAlarms: [{ name: "all", rule: "ALARM(child)", alarmActions: ["page"] }],
      muteRules,
    };
    expect(told(stack, { child: "0:O 7200:A" })).toEqual([["7200:A muted by night", "10800:A ran"], ["7200:A ran"]]);
  });
});
