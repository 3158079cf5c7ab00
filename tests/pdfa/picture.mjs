// What Chromium shows of the first page of a PDF: node picture.mjs IN.pdf OUT.png
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const { chromium } = createRequire(new URL('../package.json', import.meta.url))('playwright-core');
const [input, output] = process.argv.slice(2);

// The viewer of PDF files is an extension that Playwright switches off.
const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	args: ['--headless=new', '--no-sandbox'],
	ignoreDefaultArgs: [
		'--headless',
		'--disable-extensions',
		'--disable-component-extensions-with-background-pages',
	],
});
try {
	const page = await browser.newPage({ viewport: { width: 900, height: 1300 } });

	await page.goto(`${pathToFileURL(input)}#toolbar=0&navpanes=0&view=FitH`);
	// The page is there when two pictures in a row are the same and not blank.
	let last = Buffer.alloc(0);
	for (let i = 0; i < 40; i++) {
		await page.waitForTimeout(250);
		const picture = await page.screenshot({ path: output });
		if (picture.length > 20000 && picture.equals(last))
			break;
		last = picture;
	}
} finally {
	await browser.close();
}
