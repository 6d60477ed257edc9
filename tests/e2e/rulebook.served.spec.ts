// Counsel's own rule pack, put in force by choosing its file.
import { readFile } from "node:fs/promises";
import { expect, started, test } from "./lib/lookback";
import { go, withSample } from "./lib/screens";

test("a changed pack is in force in words and results, a faulty one is refused", async ({
  lookback: page,
}) => {
  test.setTimeout(120_000);
  await started(page);
  await go(page, "#rulebook");
  await page.getByText("Use another rule pack").click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save this pack as a file" }).click();
  const pack = JSON.parse(await readFile(await (await download).path(), "utf8"));

  const bring = (name: string, content: unknown) =>
    page.locator('input[type="file"]').first().setInputFiles({
      name,
      mimeType: "application/json",
      buffer: Buffer.from(JSON.stringify(content)),
    });
  pack.header.version = "2027.1.0-firm";
  pack.header.changelog.unshift({ ...pack.header.changelog[0], version: "2027.1.0-firm" });
  await bring("firm.json", pack);
  await expect(page.getByText("The rule pack of the file firm.json is in force")).toBeVisible();
  await expect(page.getByText("Rule pack 2027.1.0-firm").first()).toBeVisible();

  await withSample(page);
  await go(page, "#results");
  await expect(page.getByText("under rule pack 2027.1.0-firm")).toBeVisible();

  await go(page, "#drop");
  delete pack.scoring;
  await bring("faulty.json", pack);
  await expect(page.getByText("The rule pack is faulty and was not taken")).toBeVisible();
  await expect(page.getByText("Rule pack 2027.1.0-firm").first()).toBeVisible();
});
