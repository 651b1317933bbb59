import { channelKinds, channels, isChannelKind } from "../../lib/aws/channels";

test("only channels for people wake someone", () => {
  const wakers = channelKinds.filter((kind) => channels[kind].wakes);
  expect(wakers.filter((kind) => channels[kind].audience !== "human")).toEqual([]);
});

test("a text is a kind of channel only if it is in the table", () => {
  expect(channelKinds.every(isChannelKind)).toBe(true);
  expect(["carrier-pigeon", "toString", ""].filter(isChannelKind)).toEqual([]);
});
