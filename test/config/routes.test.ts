import { channelKinds, channels, type ChannelTraits, type RouteKind } from "../../lib/aws";
import { planRoutes } from "../../lib/config/plan-routes";
import type { RouteInput } from "../../lib/config/schema/input";
import { routeSchema } from "../../lib/config/schema/route";

// One for each kind that the table of channels marks as a route: the compiler refuses a missing or an additional kind.
const examples: Readonly<Record<RouteKind, RouteInput>> = {
  email: { email: "oncall@shop.example" },
  https: { webhook: { ssm: "/shop/webhook" } },
  pagerduty: { pagerduty: { secret: "shop/pagerduty" } },
  slack: { slack: { team: { variable: "team" }, channel: { variable: "channel" } } },
  lambda: { lambda: "arn:aws:lambda:eu-central-1:111122223333:function:notify" },
  sqs: { sqs: "arn:aws:sqs:eu-central-1:111122223333:notifications" },
};

test("a configuration has a route for each kind of channel that is marked as a route", () => {
  const routes = channelKinds.filter((kind) => (channels[kind] as ChannelTraits).isRoute === true);
  expect(routes.sort()).toEqual(Object.keys(examples).sort());
});

test.each(Object.entries(examples))("a route of kind %s is planned with that kind", (kind, route) => {
  const place = { project: "shop", environment: "prod" };
  const planned = planRoutes(place, { info: [], warning: [], critical: [routeSchema.parse(route)] });
  expect(planned).toMatchObject([{ kind, severities: ["critical"] }]);
});

test("no receiver is lost, however many have the same address or names that are written alike", () => {
  const place = { project: "shop", environment: "prod" };
  const filtered = ["a-", "b-", "c-", "d-"].map((prefix) =>
    routeSchema.parse({ email: "oncall@shop.example", filterPolicy: { AlarmName: [{ prefix }] } }),
  );
  const alike = ["oncall-shop@example", "oncall@shop-example"].map((email) =>
    routeSchema.parse({ email: `${email}.com`, deadLetter: true }),
  );
  const planned = planRoutes(place, { info: [], warning: [], critical: [...filtered, ...alike] });
  expect(planned).toHaveLength(6);
  expect(new Set(planned.map(({ name }) => name)).size).toBe(6);
});
