import Foundation
import TestSupport
import Testing

/// The three papers of Northbridge against figures that other code counts from the same XML.
///
/// `Recount/recount.py` shares nothing with the program: it reads the exports anew and counts by the
/// policy's words. What is no figure, or is counted elsewhere, is named here with the reason.
@Suite("The papers' figures, recounted") struct RecountTests {
    static let papers = ["hlrr", "baf", "audit-committee"]
    static let python = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(
        separator: ":"
    )
    .map { "\($0)/python3" }.first(where: FileManager.default.isExecutableFile)

    /// Names of figures that nobody recounts, as regular expressions, and why.
    static let notRecounted = [
        (#".*/sequence"#, "the number of an entry is no count"),
        (#".*/extracts/.*/repaired"#, "repairs are of bytes: the reader's tests have them"),
        (#".*/(records|principal-risks)/rows"#, "a card's fields are rows of a table"),
        (
            #".*/(findings|other-findings|record-findings|principal-findings)/rows"#,
            "findings that say the same share a row"
        ),
        (
            #"audit-committee/findings/(?!AC01|DT01|DT02|DT03|DT06|RT09|SC04|SC05|SC06|SC07).*"#,
            "what each check finds has a test a check"
        ),
        (#".*/figures/Errors in the data/now"#, "a sum of findings"),
        (#".*/(figures/Checks not run/now|not-run/rows)"#, "of the checks, not of the exports"),
    ]

    /// What sentences count and nobody recounts: findings, and the sentences that a paper leaves out.
    static let notRecountedInWords = [
        #"\d+ more findings? on these risks"#, #"There (is|are) \d+ findings? on other risks"#,
        #"Besides, \d+ changes? in risks that are not in this paper"#, #"likelihood \d to \d"#,
    ]

    /// The columns that name a row, of tables that need another than the first.
    static let keys = [
        "decisions": ["id", "register"], "heat-map-risks": ["score", "likelihood", "consequence"],
        "assurance-map": ["objective", "line"], "linked": ["id", "linked"], "actions": ["action"],
        "overdue-actions": ["action"], "summary": ["id"], "extracts": ["asAt"],
        "records": ["id", "field"], "principal-risks": ["id", "field"],
        "opening-position": ["id", "register"], "ended-objectives": ["id", "objective"],
    ]

    /// What is changed in Northbridge's files before both sides read them.
    enum Trust: String, CaseIterable, CustomTestStringConvertible {
        case asItIs = "as it is"
        case otherYear = "with other marks, and an objective that two replace"

        var testDescription: String { rawValue }

        /// What of one file is changed, in turn: expressions, and what stands there instead.
        ///
        /// In January the marks HLRR and BAF change places with HLRR alone, so that the Board has an
        /// opening position of both kinds; SO2 ends with the year, and nobody can say which of its two
        /// successors a risk bears now. One of its risks waits for approval in June, which is another
        /// question than its objective; and PR5's own record is below the threshold and marked.
        func edits(of file: String) -> [(String, String)] {
            guard self == .otherYear else { return [] }
            if file.hasPrefix("framework-") {
                return [
                    (#"id="SO2" kind"#, #"id="SO2" to="2026-03-31" replacedBy="SO4, SO5" kind"#)
                ]
            }
            guard file.hasPrefix("risks-") else { return [] }
            var edits = [
                field("ram_cur_likeli", of: "4150", is: "3"),
                field("ram_cur_conseq", of: "4150", is: "3"),
                field("ram_cur_rating", of: "4150", is: "9"),
            ]
            if file == "risks-2026-01-31.xml" {
                edits += [
                    (">HLRR; BAF<", ">both<"), (">HLRR<", ">HLRR; BAF<"), (">both<", ">HLRR<"),
                ]
            }
            if file == "risks-2026-06-30.xml" {
                edits.append(field("rep_approved", of: "4177", is: "Awaiting final approval"))
            }
            return edits
        }

        private func field(_ name: String, of id: String, is text: String) -> (String, String) {
            ("(?s)(<recordid>\(id)</recordid>.*?<\(name)>)[^<]*", "$1\(text)")
        }

        /// Tables that the papers have only because of what was changed.
        var tables: [String] { self == .asItIs ? [] : ["opening-position", "ended-objectives"] }
    }

    @Test(
        "Every figure is the same when other code counts it from the XML",
        .enabled(if: RecountTests.python != nil, "python3 is not installed"),
        arguments: Trust.allCases)
    func figures(of trust: Trust) throws {
        let bench = try northbridge(trust)
        let recount = try recounted(bench.path("trust"))
        var printed: [String: Int] = [:]
        for paper in RecountTests.papers {
            let document = try json(bench, paper)
            printed.merge(try figures(of: document, paper)) { first, _ in first }
            try checkWords(document, paper, recount)
        }
        // So that the comparison is one of something.
        #expect(recount.count > 1500)
        for table in trust.tables {
            #expect((recount["baf/\(table)/rows"] ?? 0) > 1, "the change made no \(table)")
        }
        for (name, value) in recount where !name.contains("/says/") {
            #expect(printed[name] == value, "\(name): the paper has \(printed[name] as Int?)")
        }
        let reasons = RecountTests.notRecounted.map { "^\($0.0)$" }
        let missing = printed.keys.filter { recount[$0] == nil }
        for name in missing {
            let isNamed = reasons.contains {
                name.range(of: $0, options: .regularExpression) != nil
            }
            #expect(isNamed, "\(name), \(printed[name] ?? 0), is not recounted")
        }
        for reason in reasons {
            #expect(
                missing.contains { $0.range(of: reason, options: .regularExpression) != nil },
                "nothing is left out by \(reason)")
        }
    }

    @Test("A body accepts what its paper lists, and one risk of a line and its record once")
    func openingAccepted() throws {
        let bench = try northbridge(.otherYear)
        let listed = try tables(json(bench, "hlrr"))["opening-position"] ?? []
        for body in ["Trust Board", "Executive Team"] {
            let run = try bench.baf(
                "decide", "--opening", "--body", body, "--by", "S Grey", "--role", "Chair",
                "--meeting", body, "--date", "2026-06-30", "--why", "as found")
            try #require(run.status == 0, "\(run.errors)")
            // "Stays on HLRR as found: 5004, 5018." and "Confirmed on BAF: 4107."
            var accepted: [String] = []
            for line in run.output.split(separator: "\n") {
                let parts = line.components(separatedBy: ": ")
                let words = parts[0].split(separator: " ").map(String.init)
                guard parts.count == 2, let place = words.firstIndex(of: "on"),
                    ["Stays", "Confirmed"].contains(words[0])
                else { continue }
                accepted += parts[1].dropLast().components(separatedBy: ", ")
                    .map { "\($0) \(words[place + 1])" }
            }
            let asked = listed.filter { $0["needs"] as? String == body }.map { row in
                // "PR5 (4150)": the line's id is the one to answer by.
                let id = "\(row["id"] ?? "")".components(separatedBy: " (")[0]
                return "\(id) \(row["register"] ?? "")"
            }
            #expect(
                accepted.count > 2 && accepted.sorted() == asked.sorted(),
                "\(body): \(run.output)")
        }
        let after = try bench.baf("report", "hlrr", "--format", "json", "--out", ".")
        try #require(after.status == 0, "\(after.errors)")
        #expect(try tables(json(bench, "hlrr"))["opening-position"] == nil)
    }

    @Test("A list, its caption and the findings of the same thing have one number")
    func oneNumber() throws {
        let bench = try northbridge()
        let audit = try tables(json(bench, "audit-committee"))
        let findings = try #require(
            try JSONSerialization.jsonObject(
                with: Data(bench.run(["findings", "-o", "json"]).output.utf8))
                as? [[String: Any]])
        func found(_ codes: String...) -> Int {
            findings.count { codes.contains($0["code"] as? String ?? "") }
        }
        func rows(_ id: String) -> [[String: Any]] { audit[id] ?? [] }
        func sum(_ id: String, _ column: String) -> Int {
            rows(id).reduce(0) { $0 + ($1[column] as? Int ?? 0) }
        }
        func figure(_ measure: String) -> Int? {
            rows("figures").first { $0["measure"] as? String == measure }?["now"] as? Int
        }
        #expect(rows("targets-passed").count == found("DT06"))
        #expect(rows("overdue-actions").count == found("AC01"))
        #expect(sum("actions-by-directorate", "overdue") == found("AC01"))
        #expect(rows("outside-appetite").count == found("RT09"))
        #expect(
            sum("appetite-by-domain", "tolerance") + sum("appetite-by-domain", "appetite")
                == found("RT09"))
        #expect(sum("reviews-by-grade", "overdue") == found("DT01", "DT02"))
        #expect(figure("Reviews overdue") == found("DT01", "DT02"))
        #expect(sum("reviews-by-grade", "risks") == figure("Live risks, both levels"))
        #expect(
            rows("routing-test").count == figure("Of these, not on it: named below with the reason")
        )
        #expect(sum("findings", "count") == findings.count)
        for row in rows("changes") {
            let ids = (row["risks"] as? String ?? "").components(separatedBy: ", ")
            #expect(Set(ids).count == ids.count && ids.count == row["count"] as? Int, "\(row)")
        }
        let changes = try #require(
            try JSONSerialization.jsonObject(
                with: Data(bench.run(["changes", "-o", "json"]).output.utf8))
                as? [[String: Any]])
        #expect(sum("changes", "count") == changes.count)
    }

    // MARK: - The papers

    /// Half a year of Northbridge, April imported last, and its papers as JSON.
    private func northbridge(_ trust: Trust = .asItIs) throws -> Workbench {
        let bench = try Workbench()
        let folder = URL(fileURLWithPath: bench.path("trust"))
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let sample = Workbench.path("Samples/northbridge")
        for file in try FileManager.default.contentsOfDirectory(atPath: sample) {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(sample)/\(file)"))
            try edited(bytes, trust.edits(of: file)).write(to: folder.appendingPathComponent(file))
        }
        for day in ["01-31", "02-28", "03-31", "05-31", "06-30", "04-30"] {
            let files = ["framework", "actions", "risks"].map {
                bench.path("trust/\($0)-2026-\(day).xml")
            }.filter(FileManager.default.fileExists)
            let run = try bench.run(["import"] + files)
            try #require(run.status == 0, "\(run.errors)")
        }
        for paper in RecountTests.papers {
            let run = try bench.baf("report", paper, "--format", "json", "--out", ".")
            try #require(run.status == 0, "\(run.errors)")
        }
        return bench
    }

    /// Bytes with texts replaced; every other byte as it is, whatever its encoding.
    private func edited(_ bytes: Data, _ edits: [(String, String)]) throws -> Data {
        guard !edits.isEmpty else { return bytes }
        var text = try #require(String(data: bytes, encoding: .isoLatin1))
        for (old, new) in edits {
            let isThere = text.range(of: old, options: .regularExpression) != nil
            try #require(isThere, "no \(old) to change")
            text = text.replacingOccurrences(of: old, with: new, options: .regularExpression)
        }
        return try #require(text.data(using: .isoLatin1))
    }

    private func json(_ bench: Workbench, _ paper: String) throws -> [String: Any] {
        let bytes = try Data(
            contentsOf: URL(fileURLWithPath: bench.path("\(paper)-2026-06-30.json")))
        return try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    }

    private func tables(_ document: [String: Any]) throws -> [String: [[String: Any]]] {
        let tables = try #require(document["tables"] as? [String: [String: Any]])
        return tables.mapValues { $0["rows"] as? [[String: Any]] ?? [] }
    }

    /// Every number of every table, and how many rows each has, by name.
    ///
    /// That a number is "at least" is a figure too: `.../months/at least` is 1 where the row says so.
    private func figures(of document: [String: Any], _ paper: String) throws -> [String: Int] {
        let first = try #require(RecountTests.firstColumns(of: document))
        var figures: [String: Int] = [:]
        for (table, rows) in try tables(document) {
            figures["\(paper)/\(table)/rows"] = rows.count
            for row in rows {
                let columns = RecountTests.keys[table] ?? [first[table] ?? ""]
                let key = columns.map { column in
                    let word = "\(row[column] ?? "")"
                    // A record without an id has one made of its content.
                    return word.hasPrefix("?") ? "?" : word
                }.joined(separator: "/")
                for (column, value) in row {
                    if let number = value as? Int {
                        figures["\(paper)/\(table)/\(key)/\(column)"] = number
                    }
                }
                for column in row["sinceBaseline"] as? [String] ?? [] {
                    #expect(row[column] is Int, "\(paper)/\(table)/\(key): no number in \(column)")
                    figures["\(paper)/\(table)/\(key)/\(column)/at least"] = 1
                }
            }
        }
        return figures
    }

    /// The column that names the rows of each table: the one that no number stands in, of those that
    /// tables of counts begin with.
    private static func firstColumns(of document: [String: Any]) -> [String: String]? {
        guard let tables = document["tables"] as? [String: [String: Any]] else { return nil }
        let heads = [
            "measure", "file", "consequence", "group", "directorate", "outcome", "row", "score",
            "asAt", "kind", "code", "domain", "id", "objective",
        ]
        return tables.mapValues { table in
            let columns = table["columns"] as? [String: String] ?? [:]
            if columns["id"] != nil { return "id" }
            return heads.first { columns[$0] != nil } ?? ""
        }
    }

    // MARK: - The sentences

    /// That every sentence that was recounted says its number, and that every number that counts
    /// something was recounted.
    private func checkWords(
        _ document: [String: Any], _ paper: String, _ recount: [String: Int]
    ) throws {
        var texts = (document["frontSheet"] as? [[String: String]] ?? []).compactMap { $0["value"] }
        for block in document["body"] as? [[String: Any]] ?? [] {
            texts += ["paragraph", "callout", "sentence"].compactMap { block[$0] as? String }
            texts += block["sentences"] as? [String] ?? []
        }
        texts += try groupedQuestions(document)
        var text = texts.joined(separator: "\n")
        let start = "\(paper)/says/"
        for (name, value) in recount where name.hasPrefix(start) {
            let words = name.dropFirst(start.count).replacingOccurrences(of: "#", with: "\(value)")
            #expect(text.contains(words), "\(paper) does not say \"\(words)\"")
        }
        for (name, value) in recount where name.hasPrefix(start) {
            let words = name.dropFirst(start.count).replacingOccurrences(of: "#", with: "\(value)")
            text = text.replacingOccurrences(of: words, with: "")
        }
        for words in RecountTests.notRecountedInWords {
            text = text.replacingOccurrences(of: words, with: "", options: .regularExpression)
        }
        let counting =
            #"\b\d+ (more )?(live|open|principal|operational|risks?|records?|actions?|findings?|"#
            + #"changes?|decisions?|questions?|placed|not placed)\b"#
        let rest = text.range(of: counting, options: .regularExpression).map { String(text[$0]) }
        #expect(rest == nil, "\(paper) says \(rest ?? ""), which is not recounted")
    }

    /// What the line of a question about a list says of its list: the counts stand in cells of words.
    private func groupedQuestions(_ document: [String: Any]) throws -> [String] {
        (try tables(document)["decisions"] ?? []).flatMap { row -> [String] in
            guard let id = row["id"] as? String, let register = row["register"] as? String,
                let title = row["title"] as? String, title.hasSuffix("listed below")
            else { return [] }
            let why = (row["why"] as? String ?? "").components(separatedBy: "; ")
            return ([title] + why).map { "\(id) on \(register): \($0)" }
        }
    }

    /// What `recount.py` prints.
    private func recounted(_ folder: String) throws -> [String: Int] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(RecountTests.python))
        process.arguments = [
            "-B", Workbench.path("Tests/CommandLineTests/Recount/recount.py"),
            folder,
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Int])
    }
}
