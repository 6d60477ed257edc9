// A watch that sees nothing proves nothing: here is something to see.
import { expect, test } from "./lib/lookback";
import { Wire } from "./lib/wire";

test("the watch sees what a page and a worker ask for", async ({ page }) => {
  const wire = await Wire.tap(page);
  const nobody = "http://127.0.0.1:9";
  await page.route("http://control.invalid/", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<script>
        fetch("${nobody}/page").catch(() => {});
        const code = 'fetch("${nobody}/worker").catch(() => {})';
        new Worker(URL.createObjectURL(new Blob([code])));
      </script>`,
    }),
  );
  await page.goto("http://control.invalid/");
  await expect
    .poll(() => wire.addresses())
    .toEqual(expect.arrayContaining([`${nobody}/page`, `${nobody}/worker`]));
});
