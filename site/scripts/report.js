// Says in the report which page it is about; only a path of this site is taken.
const asked = new URLSearchParams(location.search).get("page") ?? "";
if (/^(zh|en)\/[\w./~-]+\.html$/.test(asked)) document.querySelector("#report-page").textContent = asked;
