import Foundation

// Writes Samples/northbridge: half a year of an invented trust's register. The same seed gives the same bytes on
// every machine; after a change here, run it again and commit what it wrote.
//
//     swift run make-samples [SAMPLES]

let folder = (CommandLine.arguments.dropFirst().first ?? "Samples") + "/northbridge"
let simulation = Simulation(seed: 2026)

/// Writes a file of the samples.
func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    print("\(folder)/\(name): \(bytes.count) bytes")
}

do {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (month, day) in Trust.months.enumerated() {
        let risks = ExportWriter.risks(simulation.risks, month: month)
        switch month {
        case 1:  // Windows-1252 that says so
            let declared = risks.replacing("encoding=\"UTF-8\"", with: "encoding=\"windows-1252\"")
            try write(Encodings.windows1252(declared), to: "risks-\(day.iso).xml")
        case 4:  // Windows-1252 that says UTF-8
            try write(Encodings.windows1252(risks), to: "risks-\(day.iso).xml")
        default: try write(Array(risks.utf8), to: "risks-\(day.iso).xml")
        }
        let actions = ActionsWriter.actions(simulation.risks, month: month)
        try write(Array(actions.utf8), to: "actions-\(day.iso).xml")
    }
    for month in [0, 5] {
        try write(
            Array(FrameworkWriter.framework(month: month).utf8),
            to: "framework-\(Trust.months[month].iso).xml")
    }
    // A July export of one directorate only, which looks as if most of the register had gone.
    let adults = simulation.risks.filter { $0.directorate.name == "Adults" }
    let july = ExportWriter.risks(adults, month: 5).replacing("2026-06-30", with: "2026-07-31")
    try write(Array(july.utf8), to: "filtered-2026-07-31.xml")
} catch {
    FileHandle.standardError.write(Data("make-samples: \(folder): \(error)\n".utf8))
    exit(73)
}
