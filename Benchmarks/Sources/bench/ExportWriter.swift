import Foundation

/// Writes an export of many invented risks, 31 fields and about 1.7 KB each, from a fixed seed.
struct ExportWriter {
    private var state: UInt64 = 20_261_121

    private mutating func next(_ bound: UInt64) -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 33) % bound
    }

    /// Writes the export.
    mutating func write(risks: Int, to path: String) throws {
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        guard let file = FileHandle(forWritingAtPath: path) else {
            throw CocoaError(.fileWriteUnknown)
        }
        defer { try? file.close() }
        var text =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Risks extractDate=\"2026-06-30\" organisation=\"BEN\">\n"
        let sentence =
            "If demand for the service keeps rising while posts stay vacant, then people wait longer than is safe, which leads to avoidable harm and to complaints. "
        for number in 1...risks {
            let (likelihood, consequence) = (next(5) + 1, next(5) + 1)
            let description = String(repeating: sentence, count: Int(next(3)) + 4)
            text += """
                <Risk><recordid>\(number)</recordid><ram_ourref>R\(number)</ram_ourref>\
                <ram_name>Risk \(number) to the service</ram_name><ram_description>\(description)</ram_description>\
                <ram_type>Clinical</ram_type><ram_subtype>Access</ram_subtype><ram_objectives>SO\(next(5) + 1)</ram_objectives>\
                <ram_directorate>D\(next(9) + 1)</ram_directorate><ram_unit>U\(next(20))</ram_unit>\
                <ram_specialty>S\(next(30))</ram_specialty><ram_location>L\(next(40))</ram_location>\
                <ram_handler>Handler \(next(400))</ram_handler><ram_manager>Manager \(next(60))</ram_manager>\
                <ram_dcreated>\(next(28) + 1)/0\(next(9) + 1)/2025</ram_dcreated>\
                <ram_dreview>2026-0\(next(9) + 1)-15</ram_dreview><rep_approved>Final approval</rep_approved>\
                <ram_consequence>5</ram_consequence><ram_likelihood>5</ram_likelihood><ram_rating>25</ram_rating>\
                <ram_level>Extreme</ram_level><ram_cur_conseq>\(consequence)</ram_cur_conseq>\
                <ram_cur_likeli>\(likelihood)</ram_cur_likeli><ram_cur_rating>\(likelihood * consequence)</ram_cur_rating>\
                <ram_after_conseq>2</ram_after_conseq><ram_after_likeli>2</ram_after_likeli>\
                <ram_after_rating>4</ram_after_rating><ram_after_level>Moderate</ram_after_level>\
                <ram_controls>Rota reviewed each week; bank staff on call; escalation to the on-call manager.</ram_controls>\
                <ram_gaps>No cover after eight in the evening.</ram_gaps>\
                <ram_adeq_controls>Partial</ram_adeq_controls><ram_synopsis>\(sentence)</ram_synopsis></Risk>

                """
            if text.utf8.count > 1 << 20 {
                try file.write(contentsOf: Data(text.utf8))
                text = ""
            }
        }
        try file.write(contentsOf: Data((text + "</Risks>\n").utf8))
    }
}
