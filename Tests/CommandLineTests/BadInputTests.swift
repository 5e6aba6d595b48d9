import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// What a user's worst files and folders get: a short error and an unchanged register, or findings.
@Suite("Bad input") struct BadInputTests {
    /// A file that is refused, by what is wrong with it.
    enum Refused: String, CaseIterable, CustomTestStringConvertible {
        case empty, notXML, cutShort, broken, entityBomb, externalEntity, parameterEntity, tooDeep
        case fieldTooLong, unknownRoot, manyAttributes

        var testDescription: String { rawValue }

        var bytes: [UInt8] {
            let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            let risk = "<Risk><recordid>1</recordid><ram_name>x</ram_name></Risk>"
            let text =
                switch self {
                case .empty: ""
                case .notXML: "recordid,title\n1,A risk\n"
                case .cutShort: head + "<Risks>\(risk)<Risk><recordid>2</rec"
                case .broken: head + "<Risks><Risk><recordid>1</Risk></recordid></Risks>"
                case .entityBomb:
                    head + "<!DOCTYPE Risks [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
                        + "<Risks><Risk><recordid>1</recordid><ram_name>&b;</ram_name></Risk></Risks>"
                case .externalEntity:
                    head + "<!DOCTYPE Risks [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                        + "<Risks><Risk><recordid>1</recordid><ram_name>&x;</ram_name></Risk></Risks>"
                case .parameterEntity:
                    head
                        + "<!DOCTYPE Risks [<!ENTITY % p SYSTEM \"file:///etc/passwd\"> %p;]><Risks/>"
                case .tooDeep:
                    head + "<Risks>" + String(repeating: "<a>", count: 200_000)
                        + String(repeating: "</a>", count: 200_000) + "</Risks>"
                case .fieldTooLong:
                    head + "<Risks><Risk><recordid>1</recordid><ram_description>"
                        + String(repeating: "word ", count: 12_000_000)
                        + "</ram_description></Risk></Risks>"
                case .unknownRoot: head + "<Invoices><Invoice>1</Invoice></Invoices>"
                case .manyAttributes:
                    head + "<Risks><Risk "
                        + (0..<120_000).map { "a\($0)=\"1\"" }.joined(separator: " ") + "/></Risks>"
                }
            return Array(text.utf8)
        }
    }

    private static let good = """
        <Risks extractDate="2026-05-31" organisation="NBC">
        <Risk><recordid>1</recordid><ram_name>A risk</ram_name><ram_cur_likeli>4</ram_cur_likeli>\
        <ram_cur_conseq>4</ram_cur_conseq><rep_approved>Final approval</rep_approved></Risk>
        </Risks>
        """

    @Test(
        "A refused file says why in one to four lines and changes nothing",
        arguments: Refused.allCases)
    func refused(_ kind: Refused) throws {
        let bench = try Workbench()
        try bench.write("good.xml", BadInputTests.good)
        #expect(try bench.baf("import", "good.xml").status == 0)
        let before = try bench.baf("imports", "-o", "json").output
        try bench.write("bad.xml", bytes: kind.bytes)
        let run = try bench.baf("import", "bad.xml", "--as-at", "2026-06-30")
        #expect(run.status == 65, "\(run.status): \(run.errors)")
        let lines = run.errors.split(separator: "\n")
        #expect((1...4).contains(lines.count), "\(run.errors.prefix(2000))")
        #expect(run.errors.contains("bad.xml"))
        #expect(try bench.baf("imports", "-o", "json").output == before)
        #expect(try bench.baf("verify").status == 0)
    }

    @Test(
        "A table that is refused says where and why in one to four lines, and changes nothing",
        arguments: [
            ("", "bad.csv: error: the file is empty"),
            ("Risk ID,Title\n1,\"A\n2,B\n", "bad.csv:2:3: error: a quote is opened here"),
            ("Nummer,Hazard\n1,A\n", "bad.csv:1: error: no mapping knows two headings"),
            ("Risk ID,Title\n" + String(repeating: ",", count: 20_000), "bad.csv:2:16385: error"),
            ("PK\u{3}\u{4}x", "bad.csv: error: the ZIP archive is damaged or cut short"),
        ])
    func refusedTable(_ text: String, _ message: String) throws {
        let bench = try Workbench()
        try bench.write("good.xml", BadInputTests.good)
        #expect(try bench.baf("import", "good.xml").status == 0)
        let before = try bench.baf("imports", "-o", "json").output
        try bench.write("bad.csv", text)
        let run = try bench.baf("import", "bad.csv", "--as-at", "2026-06-30")
        #expect(run.status == 65, "\(run.status): \(run.errors)")
        #expect(run.errors.contains(message), "\(run.errors.prefix(2000))")
        #expect((1...4).contains(run.errors.split(separator: "\n").count))
        #expect(try bench.baf("imports", "-o", "json").output == before)
    }

    /// A file that is read, with a finding.
    enum Flagged: String, CaseIterable, CustomTestStringConvertible {
        case rawControl, controlReference, wrongBytes, duplicate, noID, longField, hostileText

        var testDescription: String { rawValue }

        var bytes: [UInt8] {
            func file(_ body: String) -> [UInt8] {
                Array(
                    ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Risks extractDate=\"2026-05-31\" "
                        + "organisation=\"NBC\">\(body)</Risks>").utf8)
            }
            func risk(_ id: String, _ name: String, likelihood: Int = 4) -> String {
                "<Risk>\(id.isEmpty ? "" : "<recordid>\(id)</recordid>")<ram_name>\(name)</ram_name>"
                    + "<ram_cur_likeli>\(likelihood)</ram_cur_likeli><ram_cur_conseq>4</ram_cur_conseq>"
                    + "<rep_approved>Final approval</rep_approved></Risk>"
            }
            switch self {
            case .rawControl:
                return file(risk("1", "a bell\u{7} rings"))
            case .controlReference: return file(risk("1", "a tab&#x0B;and&#31;more"))
            case .wrongBytes:
                return file(risk("1", "women@s")).map { $0 == UInt8(ascii: "@") ? 0x92 : $0 }
            case .duplicate: return file(risk("1", "first", likelihood: 2) + risk("1", "second"))
            case .noID: return file(risk("", "nobody's risk"))
            case .longField: return file(risk("1", String(repeating: "long ", count: 1_000_000)))
            case .hostileText:
                return file(risk("1", "=cmd|' /C calc'!A0 &lt;script&gt;alert(1)&lt;/script&gt;"))
            }
        }

        /// The code that must be found; nil when the text is only hostile.
        var code: String? {
            switch self {
            case .rawControl, .controlReference: "RD01"
            case .wrongBytes: "RD02"
            case .duplicate: "ID01"
            case .noID: "RD05"
            case .longField, .hostileText: nil
            }
        }
    }

    @Test(
        "A flawed file is read whole, with a finding, and its balance balances",
        arguments: Flagged.allCases)
    func flagged(_ kind: Flagged) throws {
        let bench = try Workbench()
        try bench.write("flawed.xml", bytes: kind.bytes)
        let run = try bench.baf("import", "flawed.xml", "-o", "json")
        #expect(run.status == 0, "\(run.errors)")
        let report = try #require(try run.json() as? [String: Any])
        let balance = try #require(report["balance"] as? [String: Int])
        let parts = ["routed", "belowThreshold", "closed", "unapproved", "unroutable", "rejected"]
        #expect(parts.compactMap { balance[$0] }.reduce(0, +) == balance["records"])
        #expect(balance["records"] == (kind == .duplicate ? 2 : 1))
        if let code = kind.code {
            let codes = try bench.baf("findings", "-o", "json").rows().compactMap {
                $0["code"] as? String
            }
            #expect(codes.contains(code), "\(codes)")
        }
        if kind == .hostileText {
            #expect(
                try bench.baf("report", "hlrr", "--format", "html,csv", "--out", ".").status == 0)
            let html = try String(
                contentsOfFile: bench.path("hlrr-2026-05-31.html"), encoding: .utf8)
            #expect(!html.contains("<script>alert"))
            let csv = try String(contentsOfFile: bench.path("hlrr-2026-05-31.csv"), encoding: .utf8)
            #expect(!csv.contains(",=cmd") && !csv.contains("\"=cmd"))
        }
    }

    @Test(
        "Rules that do not compile, files that are no register and places that cannot be written have codes of their own"
    )
    func codes() throws {
        let bench = try Workbench()
        try bench.write("good.xml", BadInputTests.good)
        try bench.write(
            "register.sqlite", "this is not a database, it is a long enough line of plain text")
        #expect(try bench.baf("import", "good.xml").status == 65)
        #expect(try bench.baf("risks").status == 65)
        try FileManager.default.removeItem(atPath: bench.path("register.sqlite"))
        #expect(try bench.baf("risks").status == 66)
        #expect(try bench.baf("import", "absent.xml").status == 66)
        #expect(try bench.baf("import", "good.xml", "--rules", bench.path("nowhere")).status == 66)
        #expect(try bench.baf("frobnicate").status == 64)
        try FileManager.default.createDirectory(
            atPath: bench.path("rules"), withIntermediateDirectories: true)
        for name in try FileManager.default.contentsOfDirectory(atPath: Workbench.path("Rules/hct"))
        {
            try FileManager.default.copyItem(
                atPath: Workbench.path("Rules/hct/\(name)"), toPath: bench.path("rules/\(name)"))
        }
        let routing = try String(contentsOfFile: bench.path("rules/routing.dmn"), encoding: .utf8)
        try bench.write(
            "rules/routing.dmn",
            routing.replacingOccurrences(of: "&gt;= 15", with: "&gt;= fifteen +"))
        let broken = try bench.baf("import", "good.xml", "--rules", bench.path("rules"))
        #expect(broken.status == 65)
        #expect(broken.errors.contains("routing.dmn:"), "\(broken.errors)")
        let undated = BadInputTests.good.replacingOccurrences(
            of: " extractDate=\"2026-05-31\"", with: "")
        try bench.write("undated.xml", undated)
        #expect(try bench.baf("import", "undated.xml").status == 64)
        #expect(try bench.baf("import", "good.xml").status == 0)
        #expect(try bench.baf("explain", "999").status == 66)
        #expect(try bench.baf("report", "hlrr", "--out", "/proc/nowhere").status == 73)
        #expect(
            try bench.baf("import", "good.xml", "--register", "/proc/nowhere/register.sqlite")
                .status == 73)
    }

    @Test(
        "--known-at takes a sequence, a day or a time with its zone, and refuses the rest",
        arguments: [
            ("2", 0), ("2026-07-01", 0), ("2026-07-01T10:00:00Z", 0),
            ("2026-07-01T11:00:00+01:00", 0), ("2026-06-30", 66), ("2026-07-01T09:59:59Z", 66),
            ("2026-07-01T10:59:59+01:00", 66), ("99", 66), ("soon", 64), ("", 64),
            ("2026-07-01T10:00:00", 64), ("01/07/2026", 64), ("2026-02-30", 64),
        ])
    func knownAt(_ text: String, _ status: Int32) throws {
        let bench = try Workbench()
        try bench.write("good.xml", BadInputTests.good)
        let clock = ["SOURCE_DATE_EPOCH": "1782900000"]
        #expect(try bench.baf("import", "good.xml", environment: clock).status == 0)
        #expect(try bench.baf("imports", "-o", "json").output.contains("2026-07-01T10:00:00Z"))
        for question in ["risks", "findings", "changes"] {
            let run = try bench.baf(question, "--known-at", text)
            #expect(run.status == status, "\(question): \(run.errors)")
        }
    }

    @Test("What the command line says and the files deny is refused or said, never silent")
    func contradictedArguments() throws {
        let bench = try Workbench()
        let risk = { (id: Int, directorate: String) in
            "<Risk><recordid>\(id)</recordid><ram_directorate>\(directorate)</ram_directorate></Risk>"
        }
        let file = { (organisation: String) in
            "<Risks extractDate=\"2026-05-31\" organisation=\"\(organisation)\">"
                + risk(1, "Adults") + risk(2, "Children") + "</Risks>"
        }
        try bench.write("one.xml", file("NBC"))
        try bench.write("other.xml", file("XYZ"))
        let slip = try bench.baf("import", "one.xml", "--scope", "directorate=Adult")
        #expect(slip.status == 65)
        #expect(slip.errors.contains("none of the 2 records lies within"))
        let part = try bench.baf("import", "one.xml", "--scope", "directorate=adults", "--dry-run")
        #expect(part.status == 0)
        #expect(part.output.contains("1 of 2 records lie outside the scope"))
        let day = try bench.baf("import", "one.xml", "--as-at", "2026-06-30")
        #expect(day.output.contains("one.xml says 31 May 2026; taken as of 30 June 2026"))
        // An id that two organisations have names neither.
        #expect(try bench.baf("import", "other.xml").status == 0)
        #expect(try bench.baf("show", "1", "--as-at", "2026-06-30").status == 64)
        #expect(try bench.baf("show", "XYZ:1", "--as-at", "2026-06-30").status == 0)
    }

    @Test(
        "A ruling of another body than the rules ask for is recorded, and the answer says so",
        arguments: [("Executive Team", false), ("Divisional tea", true)])
    func otherBody(_ meeting: String, _ isRemarked: Bool) throws {
        let bench = try Workbench()
        try bench.write("good.xml", BadInputTests.good)
        #expect(try bench.baf("import", "good.xml").status == 0)
        let run = try bench.baf(
            "decide", "1", "agree", "--register", "BAF", "--by", "A Chair", "--role", "Chair",
            "--meeting", meeting, "--date", "2026-06-05", "--why", "it affects no objective")
        #expect(run.status == 0, "\(run.errors)")
        #expect(
            run.output.contains("The rules ask for a ruling of the Executive Team") == isRemarked)
    }

    @Test("A full disk ends with 74 and leaves the register as it was")
    func fullDisk() throws {
        let bench = try Workbench()
        try bench.write("good.xml", BadInputTests.good)
        #expect(try bench.baf("import", "good.xml").status == 0)
        let body = (1...3000).map {
            "<Risk><recordid>\($0)</recordid><ram_name>\(String(repeating: "text ", count: 60))</ram_name></Risk>"
        }
        try bench.write(
            "big.xml",
            "<Risks extractDate=\"2026-06-30\" organisation=\"NBC\">\(body.joined())</Risks>")
        let process = bench.process([])
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        // A limit on the size of files stands in for a disk that is full: writes fail the same way.
        process.arguments = [
            "-c", "trap '' XFSZ; ulimit -f 300; exec \"$0\" import big.xml --accept-shrink",
            Workbench.executable.path,
        ]
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 74)
        #expect(try bench.baf("imports", "-o", "json").rows().count == 1)
        #expect(try bench.baf("verify").status == 0)
    }

    @Test("A register that another program holds is 75")
    func locked() throws {
        let bench = try Workbench()
        try bench.write("good.xml", BadInputTests.good)
        #expect(try bench.baf("import", "good.xml").status == 0)
        let file = open(bench.path("register.sqlite"), O_RDWR)
        try #require(file >= 0)
        defer { close(file) }
        // SQLite's lock bytes: a write lock on them is what an exclusive connection holds.
        var lock = flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        lock.l_start = 0x4000_0000
        lock.l_len = 512
        try #require(fcntl(file, F_SETLK, &lock) == 0)
        let run = try bench.baf("import", "good.xml", "--as-at", "2026-06-30")
        #expect(run.status == 75, "\(run.errors)")
    }

    @Test("An import killed at any moment leaves the register as before or as after")
    func killed() throws {
        let bench = try Workbench()
        try bench.write("good.xml", BadInputTests.good)
        let body = (1...1500).map {
            "<Risk><recordid>\($0)</recordid><ram_name>Risk \($0)</ram_name><ram_cur_likeli>\($0 % 5 + 1)"
                + "</ram_cur_likeli><ram_cur_conseq>4</ram_cur_conseq><rep_approved>Final approval</rep_approved></Risk>"
        }
        try bench.write(
            "big.xml",
            "<Risks extractDate=\"2026-06-30\" organisation=\"NBC\">\(body.joined(separator: "\n"))</Risks>"
        )
        #expect(try bench.baf("import", "good.xml").status == 0)
        let begin = Date()
        let probe = try Workbench()
        #expect(try probe.run(["import", bench.path("big.xml")]).status == 0)
        let whole = Date().timeIntervalSince(begin)
        var seed: UInt64 = 20_261_121
        var outcomes = (before: 0, after: 0)
        for _ in 0..<20 {
            let copy = try Workbench()
            try FileManager.default.copyItem(
                atPath: bench.path("register.sqlite"), toPath: copy.path("register.sqlite"))
            let process = copy.process(["import", bench.path("big.xml"), "--accept-shrink"])
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            Thread.sleep(forTimeInterval: whole * 1.1 * Double(seed >> 33) / Double(1 << 31))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let imports = try copy.baf("imports", "-o", "json").rows().count
            #expect(imports == 1 || imports == 2)
            if imports == 1 { outcomes.before += 1 } else { outcomes.after += 1 }
            #expect(try copy.baf("verify").status == 0)
        }
        #expect(outcomes.before > 0)
    }
}
