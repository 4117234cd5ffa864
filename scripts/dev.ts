import { fillDemo, fillDemoLater, openDemoStack } from "./launch/demo-stack";
import { Ending } from "./launch/ending";

/** The demo for whoever works on the code: the web app is compiled as it is asked for, and again at every change. */
const ending = new Ending("Stopped. Your data is kept.");
const say = (words: string) => console.log(words);

await ending.guard(async () => {
  const stack = await openDemoStack({ ending, say });
  say("Starting the web app in development mode, and the worker …");
  await stack.startWeb("development");
  stack.startWorker();
  await fillDemo(stack);
  say(`\nReady: ${stack.url}\nThe emulator’s controls: ${stack.emulatorUrl}/_emulator/\n`);
  await fillDemoLater({ ending, say });
});
