import Foundation

/// Writes months of exports of one register: a tenth of the risks changes each month, and about one in
/// eleven scores 15 or more, as in registers that trusts publish.
///
/// What a risk says in a month is a function of its number and the month, so that any month can be
/// written by itself and is the same every time.
struct RegisterWriter {
    let risks: Int
    /// With a framework and actions beside the risks, as a trust has them.
    let isWhole: Bool

    /// A number below a bound, out of three others.
    private func pick(_ risk: Int, _ month: Int, _ what: UInt64, _ bound: UInt64) -> UInt64 {
        var mixed =
            UInt64(risk) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(month + 1) &* 0xBF58_476D_1CE4_E5B9
            ^ what &* 0x94D0_49BB_1331_11EB
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return (mixed ^ (mixed >> 31)) % bound
    }

    /// The last month, up to one, in which a risk changed.
    private func version(_ risk: Int, _ month: Int) -> Int {
        var month = month
        while month > 0, pick(risk, month, 1, 10) > 0 { month -= 1 }
        return month
    }

    private static let low = [
        (1, 3), (2, 2), (2, 3), (3, 3), (3, 4), (4, 2), (2, 4), (4, 3), (5, 2),
    ]
    private static let high = [(3, 5), (5, 3), (4, 4), (4, 5), (5, 4)]
    private static let sentence =
        "If demand for the service keeps rising while posts stay vacant, then people wait longer than is safe, which leads to avoidable harm and to complaints. "

    /// The last day of a month, counted from the first of 2021 or later, ISO 8601.
    func day(_ month: Int, of months: Int) -> String {
        let index = 2026 * 12 + 5 - (months - 1 - month)
        let (year, number) = (index / 12, index % 12 + 1)
        let lengths = [31, year % 4 == 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return String(format: "%04d-%02d-%02d", year, number, lengths[number - 1])
    }

    /// Writes a month's files into a folder.
    ///
    /// - Returns: Their paths.
    func write(_ month: Int, of months: Int, into folder: URL) throws -> [String] {
        let day = day(month, of: months)
        var paths = [folder.appendingPathComponent("risks.xml").path]
        try write(paths[0], root: "Risks", day, count: risks) { risk($0, month) }
        guard isWhole else { return paths }
        paths.append(folder.appendingPathComponent("actions.xml").path)
        try write(paths[1], root: "Actions", day, count: risks * 3 / 2) { action($0, month, day) }
        // The board's framework changes each quarter.
        guard month.isMultiple(of: 3) else { return paths }
        paths.append(folder.appendingPathComponent("framework.xml").path)
        try Data(framework(month, day).utf8).write(to: URL(fileURLWithPath: paths[2]))
        return paths
    }

    private func write(
        _ path: String, root: String, _ day: String, count: Int, record: (Int) -> String
    ) throws {
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        guard let file = FileHandle(forWritingAtPath: path) else {
            throw CocoaError(.fileWriteUnknown)
        }
        defer { try? file.close() }
        var text =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<\(root) extractDate=\"\(day)\" organisation=\"BEN\">\n"
        for number in 1...count {
            text += record(number)
            if text.utf8.count > 1 << 20 {
                try file.write(contentsOf: Data(text.utf8))
                text = ""
            }
        }
        try file.write(contentsOf: Data((text + "</\(root)>\n").utf8))
    }

    private func risk(_ number: Int, _ month: Int) -> String {
        let version = version(number, month)
        let isHigh = pick(number, 0, 2, 100) < 8 || pick(number, version, 3, 100) < 1
        let pairs = isHigh ? RegisterWriter.high : RegisterWriter.low
        let (likelihood, consequence) = pairs[
            Int(pick(number, isHigh ? 0 : version, 4, UInt64(pairs.count)))]
        let length = Int(pick(number, 0, 5, 3)) + 4
        let link = pick(number, 0, 6, 40)
        let description = String(repeating: RegisterWriter.sentence, count: length)
        return """
            <Risk><recordid>\(number)</recordid><ram_ourref>R\(number)</ram_ourref>\
            <ram_name>Risk \(number) to the service</ram_name><ram_description>\(description)</ram_description>\
            <ram_type>Clinical</ram_type><ram_subtype>Access</ram_subtype>\
            <ram_objectives>SO\(pick(number, 0, 7, 5) + 1)</ram_objectives>\
            <ram_directorate>D\(pick(number, 0, 8, 9) + 1)</ram_directorate><ram_unit>U\(pick(number, 0, 9, 20))</ram_unit>\
            <ram_specialty>S\(link)</ram_specialty><ram_location>L\(link)</ram_location>\
            <ram_handler>Handler \(pick(number, 0, 10, 400))</ram_handler><ram_manager>Manager \(pick(number, 0, 11, 60))</ram_manager>\
            <ram_dcreated>\(pick(number, 0, 12, 28) + 1)/0\(pick(number, 0, 13, 9) + 1)/2020</ram_dcreated>\
            <ram_dreview>2026-0\(pick(number, version, 14, 9) + 1)-15</ram_dreview><rep_approved>Final approval</rep_approved>\
            <ram_consequence>5</ram_consequence><ram_likelihood>5</ram_likelihood><ram_rating>25</ram_rating>\
            <ram_level>Extreme</ram_level><ram_cur_conseq>\(consequence)</ram_cur_conseq>\
            <ram_cur_likeli>\(likelihood)</ram_cur_likeli><ram_cur_rating>\(likelihood * consequence)</ram_cur_rating>\
            <ram_after_conseq>2</ram_after_conseq><ram_after_likeli>2</ram_after_likeli>\
            <ram_after_rating>4</ram_after_rating><ram_after_level>Moderate</ram_after_level>\
            <ram_controls>Rota reviewed each week; bank staff on call; escalation to the on-call manager.</ram_controls>\
            <ram_gaps>No cover after eight in the evening.</ram_gaps>\
            <ram_adeq_controls>Partial</ram_adeq_controls>\
            <ram_synopsis>Version \(version). \(RegisterWriter.sentence)</ram_synopsis></Risk>

            """
    }

    private func action(_ number: Int, _ month: Int, _ day: String) -> String {
        let risk = Int(pick(number, 0, 20, UInt64(risks))) + 1
        let isDone = pick(number, 0, 21, 60) < UInt64(month)
        return """
            <Action><recordid>\(900_000 + number)</recordid><act_module>RAM</act_module><act_cas_id>\(risk)</act_cas_id>\
            <act_descr>Recruit to the vacant posts and report progress</act_descr>\
            <act_to_inits>Handler \(pick(number, 0, 22, 400))</act_to_inits>\
            <act_ddue>2026-0\(pick(number, 0, 23, 9) + 1)-20</act_ddue><act_ddone>\(isDone ? day : "")</act_ddone>\
            <act_progress>Under way.</act_progress></Action>

            """
    }

    private func framework(_ month: Int, _ day: String) -> String {
        var lines = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<AssuranceFramework asAt=\"\(day)\" organisation=\"BEN\" organisationName=\"Bench NHS Trust\">",
            "<Committees><Committee id=\"QC\" name=\"Quality Committee\"/></Committees>",
            "<Executives><Executive id=\"CN\" role=\"Chief Nurse\"/></Executives>", "<Objectives>",
        ]
        for number in 1...5 {
            lines.append(
                "<Objective id=\"SO\(number)\" kind=\"strategic\" version=\"2020-28\" from=\"2020-04-01\" owner=\"CN\" committee=\"QC\"><Text>Objective \(number)</Text></Objective>"
            )
        }
        lines += ["</Objectives>", "<PrincipalRisks>"]
        for number in 1...12 {
            let likelihood = pick(number, month, 30, 3) + 3
            lines.append(
                """
                <PrincipalRisk id="PR\(number)" basis="held" objectives="SO\(number % 5 + 1)" executive="CN" committee="QC" domain="Quality">
                <Title>Principal risk \(number)</Title><Description>\(RegisterWriter.sentence)</Description>
                <Initial likelihood="5" consequence="4" score="20"/>
                <Current likelihood="\(likelihood)" consequence="4" score="\(likelihood * 4)"/>
                <Target likelihood="2" consequence="4" score="8"/>
                <LinkedRisk>\(number)</LinkedRisk><LinkedRisk>\(number + 20)</LinkedRisk>
                <Control id="C\(number)" owner="CN"><Text>Reviewed each week</Text>
                <Assurance line="3" date="2025-02-14" source="Internal audit" result="limited">Limited assurance</Assurance></Control>
                </PrincipalRisk>
                """)
        }
        return (lines + ["</PrincipalRisks>", "</AssuranceFramework>", ""]).joined(separator: "\n")
    }
}
