// What axe finds wrong by the rules of WCAG 2.2, levels A and AA.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./lib/lookback";

test("the first screen has no accessibility fault that axe knows", async ({ lookback }) => {
  await expect(lookback.getByRole("heading", { level: 1 })).toBeVisible();
  const { violations } = await new AxeBuilder({ page: lookback })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html)}`)).toEqual([]);
});
