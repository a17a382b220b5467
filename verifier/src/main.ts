/** The page: takes a file by choice or drop, and says what verifying it came to. */

import { showProof } from "./show";
import { verify } from "./verify";
import { isWeb } from "./web/evidence";
import { verifyWeb } from "./web/verify";

const MOST_BYTES = 512 * 1024 * 1024;
const input = document.querySelector<HTMLInputElement>("#file")!;
const drop = document.querySelector<HTMLElement>("#drop")!;
const status = document.querySelector<HTMLElement>("#status")!;
const result = document.querySelector<HTMLElement>("#result")!;
let newest = 0;

async function take(file: File): Promise<void> {
  const own = ++newest;
  result.hidden = true;
  status.textContent = `Verifying ${file.name} …`;
  delete document.documentElement.dataset["verdict"];
  await new Promise((resolve) => setTimeout(resolve));
  try {
    if (file.size > MOST_BYTES) throw new Error("The file is too large for this page.");
    const bytes = new Uint8Array(await file.arrayBuffer());
    const proof = await (isWeb(bytes, file.name) ? verifyWeb(bytes) : verify(bytes));
    if (own !== newest) return;
    showProof(result, proof, file.name);
    result.hidden = false;
    status.textContent = `${file.name}: ${proof.verdict}.`;
    document.documentElement.dataset["verdict"] = proof.verdict;
    result.querySelector<HTMLElement>("#verdict")?.focus();
  } catch (error) {
    if (own !== newest) return;
    status.textContent = `${file.name}: cannot be verified here. ${error instanceof Error ? error.message : ""}`;
    document.documentElement.dataset["verdict"] = "failed";
  }
}

input.addEventListener("change", () => {
  const [file] = input.files ?? [];
  if (file) void take(file);
});
for (const kind of ["dragenter", "dragover"]) {
  document.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) drop.classList.remove("over");
});
document.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  const [file] = event.dataTransfer?.files ?? [];
  if (file) void take(file);
});
