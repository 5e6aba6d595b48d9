import RiskRegister

/// The one style sheet of all papers and pages: for the screen, for a narrow screen, and for A4.
package enum HTMLStyle {
    /// The fill and the ink of a tone; every pair has a contrast of at least 7:1.
    static func colours(_ tone: Tone) -> (fill: String, ink: String) {
        switch tone {
        case .plain: ("#eceff1", "#212b32")
        case .low: ("#d3e8d5", "#1b3d22")
        case .moderate: ("#fdf0b5", "#4a3b00")
        case .high: ("#fbd3a4", "#4f2a00")
        case .extreme: ("#8f1d1d", "#ffffff")
        case .attention: ("#dbe7f5", "#0b2c55")
        }
    }

    /// The fonts of drawings, as the value of an attribute.
    package static let fonts = "Arial, 'Liberation Sans', 'DejaVu Sans Condensed', sans-serif"

    private static var tones: String {
        let all: [Tone] = [.low, .moderate, .high, .extreme, .attention]
        return all.map { tone in
            let (fill, ink) = colours(tone)
            return ".tone.\(tone.rawValue) { background: \(fill); color: \(ink); }"
        }.joined(separator: "\n")
    }

    /// A text as a CSS string: everything but letters, digits and spaces by its number.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in PlainText.onOneLine(text).unicodeScalars {
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", " ": result.unicodeScalars.append(scalar)
            default: result += "\\\(String(scalar.value, radix: 16)) "
            }
        }
        return result + "\""
    }

    /// The sheet, with the text of the foot of each printed page.
    package static func sheet(footer: String) -> String {
        """
        :root { color: #212b32; background: #fff; }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 1.5rem; max-width: 84rem; \
        font: 1rem/1.5 Arial, "Liberation Sans", "DejaVu Sans Condensed", sans-serif; }
        header { border-bottom: 3px solid #003087; margin-bottom: 1.5rem; }
        h1, h2, h3, h4 { color: #003087; line-height: 1.2; text-wrap: balance; }
        h1 { font-size: 2.1rem; margin: 0 0 .25rem; }
        h2 { font-size: 1.4rem; margin: 2.5rem 0 .75rem; padding-bottom: .25rem; \
        border-bottom: 1px solid #aeb7bd; }
        h3 { font-size: 1.1rem; margin: 1.5rem 0 .5rem; }
        p, li { max-width: 48rem; }
        .organisation { margin: 0; font-weight: bold; color: #425563; }
        .moment { margin: 0 0 1rem; color: #425563; }
        a { color: #005eb8; text-underline-offset: .15em; }
        a:focus-visible, .scroll:focus-visible { outline: 3px solid #212b32; outline-offset: 2px; \
        background: #ffeb3b; color: #212b32; }
        .scroll:focus-visible { background: none; }
        .skip { position: absolute; left: -100rem; }
        .skip:focus { position: static; display: inline-block; padding: .5rem; }
        .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; \
        clip-path: inset(50%); white-space: nowrap; }
        .callout { border-left: 6px solid #8f1d1d; background: #f7f1f1; padding: .75rem 1rem; \
        font-weight: bold; }
        .contents { columns: 2; column-gap: 2rem; padding-left: 1.5rem; max-width: 48rem; }
        .contents li { break-inside: avoid; }
        ul.sentences { padding-left: 1.2rem; }
        ul.sentences li { margin-bottom: .35rem; }
        ul.missing { list-style: none; padding: .75rem 1rem; background: #f0f4f5; \
        border-left: 6px solid #768692; }
        .scroll { overflow-x: auto; margin: .75rem 0 1.5rem; }
        table { border-collapse: collapse; width: 100%; font-size: .875rem; line-height: 1.35; }
        caption { text-align: left; font-weight: bold; padding: 0 0 .4rem; color: #212b32; }
        caption.quiet { position: absolute; width: 1px; height: 1px; overflow: hidden; \
        clip-path: inset(50%); }
        th, td { text-align: left; vertical-align: top; padding: .35rem .5rem; \
        border-bottom: 1px solid #d8dde0; overflow-wrap: break-word; hyphens: auto; }
        thead th { border-bottom: 2px solid #003087; vertical-align: bottom; color: #003087; \
        background: #fff; hyphens: manual; }
        tbody th { font-weight: bold; }
        td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
        td.date, th.date { font-variant-numeric: tabular-nums; }
        .scroll:not(.widest) .date { white-space: nowrap; }
        td.absent { color: #5b6a75; }
        tr.none td { border: 0; color: #425563; padding-left: 0; }
        .tone { padding: .1em .4em; font-weight: bold; hyphens: manual; -webkit-box-decoration-break: clone; \
        box-decoration-break: clone; }
        \(tones)
        table.front { max-width: 56rem; margin-bottom: 1.5rem; }
        table.front th, table.fields tbody th { width: 14rem; font-weight: normal; color: #425563; }
        table.fields td.number, table.fields th.number { text-align: left; }
        table.figures { max-width: 56rem; }
        table.figures td.number { font-size: 1.15rem; font-weight: bold; line-height: 1.1; }
        table.grid { max-width: 34rem; }
        table.grid td, table.grid th { text-align: center; }
        .heat { display: flex; flex-wrap: wrap; gap: 1.5rem; align-items: flex-start; }
        .heat figure { margin: 0; }
        .heat figure svg { max-width: 100%; height: auto; }
        .heat > div { flex: 1 1 22rem; min-width: 0; }
        figcaption { font-size: .875rem; max-width: 28rem; }
        article.card { margin: 1.5rem 0 2.5rem; }
        article.card .scroll { margin: .5rem 0 1rem; }
        article.card h3 { border-top: 3px solid #003087; padding-top: .75rem; }
        @media (max-width: 40rem) {
        body { padding: 1rem; }
        .contents { columns: 1; }
        .scroll table:not(.grid), .scroll table:not(.grid) tbody, .scroll table:not(.grid) tr, \
        .scroll table:not(.grid) td, .scroll table:not(.grid) th, .scroll table:not(.grid) caption \
        { display: block; width: 100%; }
        .scroll table:not(.grid) thead { position: absolute; width: 1px; height: 1px; \
        overflow: hidden; clip-path: inset(50%); }
        .scroll table:not(.grid) tbody tr { border-top: 2px solid #003087; padding: .5rem 0; }
        .scroll table:not(.grid) tbody td, .scroll table:not(.grid) tbody th \
        { border: 0; padding: .15rem 0; text-align: left; }
        .scroll table:not(.grid) tbody td[data-label]::before { content: attr(data-label) ": "; \
        color: #425563; font-weight: normal; }
        table.front th, table.front td { display: block; width: 100%; }
        table.front th { border: 0; padding-bottom: 0; }
        }
        @page { size: A4; margin: 16mm 15mm 18mm; \
        @bottom-left { content: \(quoted(footer)); font: 7.5pt Arial, "Liberation Sans", \
        "DejaVu Sans Condensed", sans-serif; color: #425563; } \
        @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 7.5pt Arial, \
        "Liberation Sans", "DejaVu Sans Condensed", sans-serif; color: #425563; } }
        @page wide { size: A4 landscape; margin: 13mm 12mm 16mm; }
        @media print {
        body { padding: 0; max-width: none; font-size: 9.5pt; line-height: 1.4; }
        h1 { font-size: 21pt; } h2 { font-size: 14pt; margin-top: 16pt; } h3 { font-size: 11pt; }
        h2, h3, caption { break-after: avoid; }
        p, li { max-width: none; orphans: 3; widows: 3; }
        a { color: inherit; text-decoration: none; }
        .skip, nav { display: none; }
        .scroll { overflow: visible; margin: 5pt 0 10pt; }
        table { font-size: 8.5pt; }
        .wide table { font-size: 7.8pt; }
        .landscape { page: wide; break-before: page; break-after: page; }
        table { table-layout: fixed; }
        caption.quiet { display: none; }
        .widest table { font-size: 7pt; }
        .widest th, .widest td { padding: 2.5pt 2.5pt; }
        thead { display: table-header-group; }
        thead th { font-size: .92em; }
        tr, figure { break-inside: avoid; }
        th, td { padding: 3pt 4pt; }
        table.fields tr { break-inside: auto; }
        table.figures td, table.figures th { padding: 1.6pt 4pt; }
        table.figures td.number { font-size: 10.5pt; }
        .callout, ul.missing { break-inside: avoid; }
        article.page { break-before: page; }
        .tone { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
        .heat { display: block; }
        .heat figure { margin-bottom: 8pt; } .heat figure svg { width: 120mm; }
        figcaption { font-size: 8.5pt; }
        }
        """
    }
}
