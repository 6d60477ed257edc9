// The first screen, served and from disk; `screens.served.spec.ts` has the others.
import { faults } from "./lib/axe";
import { expect, test } from "./lib/lookback";

test("the first screen has no accessibility fault that axe knows", async ({ lookback }) => {
  await expect(lookback.getByRole("heading", { level: 1 })).toBeVisible();
  expect(await faults(lookback)).toEqual([]);
});
