// The English catalogue. One line a sentence; `words.rs` says what the forms
// mean. Words about the law do not belong here: they come from the rule pack.

catalogue! {
    // Everywhere.
    product = "Lookback";
    tagline = "A Focused Assessment self-check";
    skip_link = "Skip to the content";
    nav_steps = "Steps";
    nav_more = "More";
    footer_label = "About this page";
    footer_local = "Runs in this browser tab. Nothing you open here is sent anywhere.";
    footer_check = "How to check that";
    back_to_results = "All results";
    go_on = "Go on";
    close = "Close";
    rows(n) = "{n} row" | "{n} rows";
    lines(n) = "{n} entry line" | "{n} entry lines";
    entries(n) = "{n} entry" | "{n} entries";
    title_of(screen) = "{screen} · Lookback";
    none = "none";
    and_more(n) = "and {n} more" | "and {n} more";

    // Before you start.
    start_name = "Before you start";
    start_title = "What would a CBP auditor ask about your imports?";
    start_lead = "Lookback reads the entry spreadsheets you already have and shows the patterns that a Focused Assessment looks for: what each could cost, with and without voluntary disclosure, which dates are running, and what to do next.";
    start_private_title = "Your data stays with you";
    start_private = "Lookback is a single file that has everything inside. It reads your spreadsheets in this browser tab, and its own security policy forbids the browser to connect to anything. It also works with the network unplugged.";
    start_private_link = "How you can check that yourself";
    start_notice_title = "Please read this first";
    start_choice_title = "Two equally good ways to begin";
    start_go_title = "Check it yourself";
    start_go_text = "Choose your spreadsheets and see the first answer in about a minute. Anyone may later ask to see what you find.";
    start_go = "Go on to my files";
    start_counsel_title = "Speak to counsel first";
    start_counsel_text = "Advice from a customs attorney can be privileged. What you find on your own is probably not.";
    start_counsel = "Speak to counsel first";
    start_sample_title = "Only looking?";
    start_sample_text = "See the whole check on an invented importer. Nothing of yours is needed.";
    start_sample = "Try it with a sample importer";
    start_urgent_title = "First, a few questions that change what to do";
    start_urgent_text = "Tick what has happened, about these imports or your company. Leave everything blank if none has.";
    start_steps_title = "What happens next";
    start_step_1 = "You choose files. A report from ACE, or your broker's spreadsheet, is enough to begin.";
    start_step_2 = "Lookback reads every row and shows what it understood. You can correct it.";
    start_step_3 = "It looks for what auditors ask about, and tests the innocent explanations of each pattern first.";
    start_step_4 = "You get the findings with the rows behind them, and a brief to print or take to counsel.";

    // Speak to counsel first.
    counsel_name = "Speak to counsel first";
    counsel_title = "Speak to counsel first";
    counsel_lead = "This is the better way when CBP has been in touch about these imports, when you already suspect that something is wrong, or when you want advice that can be privileged.";
    counsel_have_title = "What to have at hand";
    counsel_have_1 = "Any letter, message or call from CBP: its date, who sent it, and what it asks.";
    counsel_have_2 = "What you import, from where, through which brokers, and for how many years.";
    counsel_have_3 = "The dates of the entries that worry you, and whether they have liquidated.";
    counsel_have_4 = "Who else knows, and what has already been said to CBP or to a broker.";
    counsel_keep_title = "Until then";
    counsel_keep = "Keep every document as it is. Do not change, tidy or delete anything, and do not discuss the substance with CBP.";
    counsel_find_title = "Finding a customs attorney";
    counsel_find = "Ask the firm on whose site you found this page. Otherwise the lawyer referral service of your state's bar association can name attorneys who practise customs law.";
    counsel_back = "Go back to the choice";

    // Bring your files.
    drop_name = "Your files";
    drop_title = "Bring your files";
    drop_lead = "One file is enough. The more you bring, the more can be assessed, and what could not be assessed is always shown.";
    drop_here = "Drop spreadsheets here";
    drop_or = "or";
    drop_choose = "Choose files";
    drop_kinds = "CSV or Excel, as they were exported. Several at once is fine. They are read in this tab and not sent anywhere.";
    drop_sample = "Try it with a sample importer";
    drop_bring_title = "What to bring";
    drop_es003_title = "1. The ACE report ES-003, five years";
    drop_es003_text = "What CBP already has about you. It holds tariff numbers, values, duty, origin and dates, but no part numbers and no descriptions.";
    drop_es003_how = "How to export it from ACE";
    drop_es003_step_1 = "Sign in to the ACE portal and open ACE Reports.";
    drop_es003_step_2 = "Among the entry summary reports, open ES-003, Entry Summary Line Tariff Details. Folder names change now and then; searching for ES-003 finds it.";
    drop_es003_step_3 = "Set the entry summary date to the last five years. If the report runs out of time, run it year by year; Lookback takes all the files together.";
    drop_es003_step_4 = "If you may edit the report, add: liquidation date and status, post-summary correction indicator, reconciliation indicator and issue code, filer, importation date, mode of transport, and the line MPF and HMF. Without them the deadlines can only be estimated.";
    drop_es003_step_5 = "Export as CSV or Excel. Do not open and save it in between: spreadsheet programs cut leading zeros off.";
    drop_broker_title = "2. A line report from your broker or ERP";
    drop_broker_text = "It ties the entries to your products. Ask each broker for entry number, line number, part number, description, supplier, country of origin, tariff number, quantity, entered value and duty, one row a line.";
    drop_master_title = "3. Your product master";
    drop_master_text = "Part number, description and tariff number as your company decided them, with the reason, any ruling, and who reviewed it when.";
    drop_each = "Each file is useful alone. Only the first two together show one product under several tariff numbers with certainty.";
    drop_started(n) = "{n} file chosen" | "{n} files chosen";

    // Privacy.
    privacy_name = "Privacy";
    privacy_title = "Nothing leaves this browser, and you can check it";
    privacy_lead = "A promise on a website is only a promise. Here the browser itself enforces it, and you need no technical skill to see that.";
    privacy_browser_title = "What the browser enforces";
    privacy_browser_1 = "This page is one file. It holds a security policy that the browser obeys and that the page's own program cannot lift: no connection to any server, no picture, script, style, form or frame from anywhere else.";
    privacy_browser_2 = "The program that reads your files runs under the same policy, in a part of the browser that has no window and no address.";
    privacy_browser_3 = "Ways out that such a policy does not govern, such as calls between browsers and opening new windows, are removed before anything else runs.";
    privacy_browser_4 = "Nothing is stored. There are no cookies, no accounts and no statistics. When you close the tab, everything is gone, unless you saved a copy to your own disk.";
    privacy_check_title = "How to check it";
    privacy_check_1_title = "Pull the plug";
    privacy_check_1 = "Save this page's file, switch the network off (or take a laptop without one), open the file and run the check. Everything works, because nothing is needed from outside.";
    privacy_check_2_title = "Watch the network";
    privacy_check_2 = "Press F12, or Ctrl+Shift+I, and open the panel called Network. Then choose your files. The list stays empty but for the page itself.";
    privacy_check_3_title = "Compare the fingerprint";
    privacy_check_3 = "Whoever publishes this file publishes its SHA-256 with it: sixty-four letters and digits that no other file has. On Windows, `certutil -hashfile lookback.html SHA256` shows that of your copy; on a Mac, `shasum -a 256 lookback.html`; on Linux, `sha256sum lookback.html`.";
    privacy_rest_title = "What no page can promise";
    privacy_rest_1 = "Extensions of your browser can read any page, this one too. A private window runs without most of them.";
    privacy_rest_2 = "Whoever administers your computer can see what is on its screen.";
    privacy_rest_3 = "A link that you follow opens like any other link. Lookback itself holds none to other sites.";
    privacy_rest_4 = "What you save, print or mail is yours to look after. The brief and the exports hold data from your files.";
    privacy_tax_title = "Tax numbers";
    privacy_tax = "Importer numbers can be tax or social security numbers. Wherever one is shown, all but its last two characters are hidden.";

    // What we read.
    read_name = "What we read";

    // Results.
    results_name = "Results";

    // A finding.
    finding_name = "A finding";

    // Rulebook.
    rulebook_name = "Rulebook";

    // Take away.
    take_away_name = "Take away";
}
