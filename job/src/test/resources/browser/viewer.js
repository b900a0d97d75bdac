// SPDX-License-Identifier: Apache-2.0
// Drives the viewer in a headless Chromium: node viewer.js CHROMIUM PAGE HOSTILE_PAGE REPORT
// HOSTILE_REPORT, the reports as addresses of files. Prints a line of JSON for each
// check: its name, and what failed, if anything did.

const { chromium } = require("playwright-core");
const [executablePath, page, hostilePage, report, hostileReport] = process.argv.slice(2);

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const NAMES = ["<img src=x onerror=\"window.pwned=1\">", "<script>window.pwned=1</script>", "שלום", "<b>&quot;"];
const WIDTHS = [390, 1280, 2560];
const THEMES = ["light", "dark"];
const VIEWS = ["coverage", "timeline", "book", "statistics"];

/** Longer than the page waits before it asks again. */
const QUIET_MILLIS = 180;

const checks = [];
const check = (name, run) => checks.push({ name, run });

function must(condition, text) {
  if (!condition) throw new Error(text);
}

/** A tab that notes everything that must not happen. */
async function open(browser, address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const tab = await context.newPage();
  const wrong = [];
  let pending = 0;
  let changed = Date.now();
  const count = (by) => () => { pending += by; changed = Date.now(); };
  tab.on("request", count(1));
  tab.on("requestfinished", count(-1));
  tab.on("requestfailed", count(-1));
  tab.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) wrong.push(`console: ${message.text()}`);
  });
  tab.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
  tab.on("dialog", (dialog) => { wrong.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  tab.on("request", (request) => {
    const asked = new URL(request.url());
    if (!["data:", "blob:"].includes(asked.protocol) && asked.host !== new URL(address).host) wrong.push(`request: ${request.url()}`);
  });
  tab.on("response", (response) => { if (response.status() >= 400) wrong.push(`${response.status()}: ${response.url()}`); });
  return {
    tab, wrong,
    async go(hash) {
      await tab.goto(address + hash);
      await this.settled();
    },
    async settled() {
      await tab.waitForFunction(() => !document.querySelector("main > .note")?.textContent.startsWith("Reading"));
      changed = Date.now();
      while (pending > 0 || Date.now() - changed < QUIET_MILLIS) await new Promise((done) => setTimeout(done, 20));
    },
    async close() {
      await context.close();
      must(wrong.length === 0, wrong.join("; "));
    },
  };
}

async function using(browser, address, act) {
  const page = await open(browser, address);
  let failure = null;
  await act(page.tab, page).catch((error) => { failure = error; });
  await page.close().catch((error) => { failure = failure ?? error; });
  if (failure) throw failure;
}

/** What sticks out at the right. */
function overflow() {
  const root = document.scrollingElement;
  if (root.scrollWidth <= innerWidth) return null;
  const wide = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > innerWidth + 1
    && !one.closest(".scroll, .tabs, .visually-hidden, .skip"));
  return `${root.scrollWidth} px of ${innerWidth}: ${wide.slice(0, 3).map((one) => `${one.tagName}.${one.className}`).join(", ")}`;
}

for (const [name, address] of [["the sample", () => page], ["hostile names", () => hostilePage]]) {
  check(`no view of ${name} is wider than the window, in either theme`, (browser) => using(browser, address(), async (tab, opened) => {
    const seen = new Set();
    for (const view of VIEWS) {
      await opened.go(`#${view}`);
      for (const colorScheme of THEMES) {
        await tab.emulateMedia({ colorScheme });
        await opened.settled();
        for (const width of WIDTHS) {
          await tab.setViewportSize({ width, height: 900 });
          await tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
          const wide = await tab.evaluate(overflow);
          must(wide === null, `${view}, ${colorScheme}, ${width} px: ${wide}`);
        }
        seen.add(await tab.evaluate(() => getComputedStyle(document.body).backgroundColor));
      }
    }
    must(seen.size === THEMES.length, `the themes must differ, but are ${[...seen]}`);
  }));
}

const span = (tab) => tab.locator("input[aria-label='From, UTC'], input[aria-label='To, UTC']").evaluateAll((inputs) => inputs.map((input) => input.value));

check("the timeline zooms by keys, by the mouse and back, and draws prices", (browser) => using(browser, page, async (tab, opened) => {
  await opened.go("#timeline");
  const all = await span(tab);
  await tab.locator("#prices").focus();
  await tab.keyboard.press("+");
  await opened.settled();
  const closer = await span(tab);
  must(closer[0] > all[0] && closer[1] < all[1], `+ must narrow ${all}, but made ${closer}`);
  await tab.keyboard.press("ArrowRight");
  must((await span(tab))[0] > closer[0], "the right arrow must show later times");
  await tab.keyboard.press("0");
  await opened.settled();
  must(String(await span(tab)) === String(all), `0 must show all, but shows ${await span(tab)}`);
  await tab.waitForFunction(() => document.querySelector("#prices").getAttribute("aria-label").startsWith("Best bid of"));
  const box = await tab.locator("#prices .u-over").boundingBox();
  await tab.mouse.move(box.x + box.width * 0.4, box.y + 50);
  await tab.mouse.down();
  await tab.mouse.move(box.x + box.width * 0.6, box.y + 50, { steps: 4 });
  await tab.mouse.up();
  await opened.settled();
  const dragged = await span(tab);
  must(dragged[0] > all[0] && dragged[1] < all[1], `dragging must zoom, but shows ${dragged}`);
  const colours = await tab.locator("#prices canvas").evaluate((canvas) => new Set(new Uint32Array(
    canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size);
  must(colours > 10, `the chart must be drawn, but has ${colours} colours`);
  await tab.getByText("Show as a table").click();
  must(await tab.locator("details table tbody tr").count() > 10, "the table beside the chart must have rows");
}));

check("the depth is drawn, read below the pointer and listed", (browser) => using(browser, page, async (tab, opened) => {
  await opened.go("#timeline");
  await tab.waitForFunction(() => document.querySelector("#depth").getAttribute("aria-label").startsWith("Depth at prices"));
  await opened.settled();
  await tab.locator("#depth").scrollIntoViewIfNeeded();
  const panel = tab.locator("section.panel", { has: tab.locator("#depth") });
  let reading = "";
  for (let i = 0; i < 50 && reading === ""; i++) {
    const box = await tab.locator("#depth .u-over").boundingBox();
    await tab.mouse.move(box.x + box.width * 0.5 + i, box.y + box.height * 0.4);
    await new Promise((done) => setTimeout(done, 100));
    reading = await panel.locator(".reading").textContent();
  }
  must(/ (≈|≤|≥|not known|nothing)/.test(reading), `the pointer must read a quantity, but reads ${reading}`);
  const colours = await tab.locator("#depth canvas").evaluate((canvas) => new Set(new Uint32Array(
    canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size);
  must(colours > 60, `the depth must be drawn, but has ${colours} colours`);
  await panel.getByText("as a table").click();
  must(await panel.locator("tbody tr").count() > 3, "the largest quantities must be listed");
  const before = await tab.locator("#depth").getAttribute("aria-label");
  await panel.locator("select").selectOption("200");
  await opened.settled();
  must(before.startsWith("Depth at prices") && before !== await tab.locator("#depth").getAttribute("aria-label"), `more prices must be told, but ${before}`);
}));

check("the book is scrubbed and stepped there and back", (browser) => using(browser, page, async (tab, opened) => {
  await opened.go("#book");
  const head = tab.locator("main .reading");
  const event = async () => Number(/event (\d+)/.exec(await head.textContent())[1]);
  const first = await event();
  await tab.locator("main").focus();
  await tab.keyboard.press("ArrowRight");
  await tab.waitForFunction((seen) => !document.querySelector("main .reading").textContent.includes(`event ${seen} `), first);
  must(await event() > first, "the right arrow must step to a later event");
  await tab.keyboard.press("ArrowLeft");
  await tab.waitForFunction((seen) => document.querySelector("main .reading").textContent.includes(`event ${seen} `), first);
  await tab.locator(".scrub").evaluate((slider) => { slider.value = "9000"; slider.dispatchEvent(new Event("change")); });
  await tab.waitForFunction((seen) => !document.querySelector("main .reading").textContent.includes(`event ${seen} `), first);
  must(await event() > first, "a later place of the slider must show a later event");
  must(await tab.locator("table.ladder tbody tr").count() > 10, "the ladder must have levels");
}));

check("everything can be reached by the keyboard", (browser) => using(browser, page, async (tab, opened) => {
  await opened.go("");
  await tab.keyboard.press("Tab");
  must(await tab.evaluate(() => document.activeElement.id) === "skip", "the first Tab must reach the link that skips to the content");
  await tab.keyboard.press("Enter");
  must(await tab.evaluate(() => document.activeElement.id) === "main", "the link must move to the content");
  await tab.keyboard.press("Tab");
  must(await tab.evaluate(() => document.activeElement.className.includes("cell")), `Tab must reach the calendar, but reached ${await tab.evaluate(() => document.activeElement.outerHTML.slice(0, 90))}`);
  await tab.keyboard.press("ArrowDown");
  await tab.keyboard.press("Enter");
  await tab.waitForFunction(() => location.hash.startsWith("#timeline"));
  await opened.settled();
  const unnamed = await tab.evaluate(() => [...document.querySelectorAll("button, a, input, select, [role=img]")]
    .filter((one) => !(one.textContent.trim() || one.getAttribute("aria-label") || one.labels?.length)).map((one) => one.outerHTML));
  must(unnamed.length === 0, `all controls must have a name, but not ${unnamed}`);
}));

check("the theme is switched by its button and kept", (browser) => using(browser, page, async (tab, opened) => {
  await opened.go("#statistics");
  const theme = () => tab.evaluate(() => document.documentElement.dataset.theme);
  const before = await theme();
  await tab.locator("#theme").click();
  must(await theme() !== before, "the button must switch the theme");
  await tab.reload();
  await opened.settled();
  must(await theme() !== before, "the choice must be kept");
}));

check("hostile names and values are text", (browser) => using(browser, hostilePage, async (tab, opened) => {
  let texts = "";
  for (const view of VIEWS) {
    await opened.go(`#${view}`);
    for (const lane of await tab.locator("#lane option").evaluateAll((options) => options.map((option) => option.value))) {
      if (await tab.locator("#lane").isVisible()) await tab.locator("#lane").selectOption(lane);
      await opened.settled();
      texts += await tab.locator("body").textContent();
      const made = await tab.evaluate(() => ({ pwned: window.pwned, images: document.images.length, scripts: document.scripts.length, bold: document.querySelectorAll("main td b, select b").length }));
      must(made.pwned === undefined && made.images === 0 && made.scripts === 1 && made.bold === 0, `${view} must make no elements of names, but has ${JSON.stringify(made)}`);
    }
  }
  for (const name of NAMES) must(texts.includes(name), `${name} must be shown`);
}));

for (const [name, address] of [["the sample", () => report], ["hostile names", () => hostileReport]]) {
  check(`a report of ${name} loads nothing and fits the window, in either theme`, (browser) => using(browser, address(), async (tab, opened) => {
    let requests = 0;
    tab.on("request", () => { requests += 1; });
    await opened.go("");
    await tab.waitForFunction(() => document.querySelectorAll("section.lane").length === 2);
    for (const colorScheme of THEMES) {
      await tab.emulateMedia({ colorScheme });
      for (const width of WIDTHS) {
        await tab.setViewportSize({ width, height: 900 });
        await tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        const wide = await tab.evaluate(overflow);
        must(wide === null, `${colorScheme}, ${width} px: ${wide}`);
      }
    }
    must(requests === 1, `only the file itself may be loaded, but there were ${requests} requests`);
    const made = await tab.evaluate(() => ({ pwned: window.pwned, images: document.images.length, scripts: document.scripts.length, bold: document.querySelectorAll("main td b").length }));
    must(made.pwned === undefined && made.images === 0 && made.scripts === 2 && made.bold === 0, `names must make no elements, but there are ${JSON.stringify(made)}`);
    const text = await tab.locator("main").innerText();
    for (const one of address() === report ? ["SYNTH BTC-USDT", "Rejected rows", "of the time LIVE"] : NAMES) must(text.includes(one), `${one} must be shown`);
    const drawn = await tab.locator("section.lane canvas").evaluateAll((all) => all.map((canvas) => new Set(new Uint32Array(canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size));
    must(drawn.length === 4 && drawn.every((colours) => colours > 8), `4 charts must be drawn, but have ${drawn} colours`);
  }));
}

(async () => {
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  for (const { name, run } of checks) {
    let failure = null;
    await run(browser).catch((error) => { failure = String(error.message); });
    console.log(JSON.stringify({ name, failure }));
  }
  await browser.close();
})();
