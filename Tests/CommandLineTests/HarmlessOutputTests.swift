import TestSupport
import Testing

/// Escapes of files, names and options never reach a terminal, piped or not.
@Suite("Output that acts on nobody's terminal") struct HarmlessOutputTests {
    private static let acting: [Unicode.Scalar] = [
        "\u{1B}", "\u{7F}", "\u{9B}", "\u{202E}", "\u{2066}",
    ]

    private func isHarmless(_ text: String) -> Bool {
        !text.unicodeScalars.contains(where: Self.acting.contains)
    }

    @Test("Titles and owners with escapes and changes of direction")
    func texts() throws {
        let bench = try Workbench()
        try bench.write(
            "risks.xml",
            """
            <Risks extractDate="2026-06-30" organisation="NBC"><Risk><recordid>7</recordid>
            <ram_name>A &#x9B;2J \u{202E}drow \u{2066}x</ram_name><ram_handler>M\u{202E}hsA</ram_handler>
            <ram_cur_rating>16</ram_cur_rating></Risk></Risks>
            """)
        #expect(try bench.baf("import", "risks.xml").status == 0)
        for words in [
            ["risks"], ["risks", "-o", "csv"], ["risks", "-o", "json"], ["show", "7"],
            ["explain", "7"],
            ["findings"], ["findings", "-o", "json"], ["findings", "--owner", "M\u{202E}hsA"],
        ] {
            let run = try bench.run(words)
            #expect(run.status == 0, "\(words): \(run.errors)")
            #expect(isHarmless(run.output + run.errors), "\(words)")
        }
    }

    @Test(
        "Names of files, ids and options are quoted without what acts",
        arguments: [
            ["import", "no\u{1B}[2Jfile.xml"], ["show", "7\u{202E}"], ["--opt\u{1B}]0;x\u{7}"],
            ["risks", "--as-at", "\u{9B}2J"], ["import", "x.xml", "--scope", "a\u{1B}[1m=b"],
            ["\u{1B}[5mrisks"],
        ])
    func options(_ arguments: [String]) throws {
        let run = try Workbench().run(arguments)
        #expect(run.status != 0)
        #expect(isHarmless(run.output + run.errors), "\(run.errors.debugDescription)")
    }
}
