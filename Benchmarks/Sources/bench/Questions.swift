import Foundation

/// Makes two registers and prints what each question of them takes: the median of three runs.
///
/// - Parameters:
///   - baf: The program.
///   - folder: Where the registers are kept for the next time; nil: in a folder that goes.
/// - Throws: What the file system says.
func askQuestions(baf: String, keeping folder: String?) throws {
    let temporary = FileManager.default.temporaryDirectory
        .appendingPathComponent("baf-bench-\(getpid())")
    let home = folder.map { URL(fileURLWithPath: $0) } ?? temporary
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    defer { if folder == nil { try? FileManager.default.removeItem(at: temporary) } }
    let nation = try register(
        RegisterWriter(risks: 100_000, isWhole: false), months: 12, baf: baf, in: home)
    print("\n100,000 risks, 12 months")
    for question in [
        "show 4120", "explain 4120", "show 4120 --as-at 2025-12-31", "risks --on HLRR",
        "risks --on HLRR -o json", "risks", "findings --owner,Handler 7", "changes",
    ] {
        ask(question, baf, nation)
    }
    let trust = try register(
        RegisterWriter(risks: 2_200, isWhole: true), months: 60, baf: baf, in: home)
    print("\n2,200 risks, 60 months, with framework and actions")
    for question in [
        "show 420", "explain 420", "show PR3", "risks", "risks --on HLRR", "risks --waiting",
        "risks --level all -o json", "risks --as-at 2023-03-31", "findings",
        "findings --owner,Handler 7", "changes", "changes --from 2024-06-30 --to 2025-06-30",
    ] {
        ask(question, baf, trust)
    }
    print("\nthe same register, asked by a process that stays open")
    ask(again: trust, beside: baf)
    let out = home.appendingPathComponent("papers").path
    let papers = ["hlrr", "baf", "audit-committee"].map { report in
        median(
            [baf, "report", report, "--format", "html,xlsx,csv,json", "--out", out, "--quiet"],
            register: trust)
    }
    print("three papers, all formats but PDF", terminator: ": ")
    print(
        String(
            format: "%.2f s, %.2f s user, %.0f MB", papers.map(\.seconds).reduce(0, +),
            papers.map(\.user).reduce(0, +), papers.map(\.megabytes).max() ?? 0))
}

/// The register of some months, made unless it is there.
private func register(
    _ writer: RegisterWriter, months: Int, baf: String, in home: URL
) throws -> String {
    let path = home.appendingPathComponent("\(writer.risks)x\(months).sqlite").path
    if FileManager.default.fileExists(atPath: path) { return path }
    let making = path + ".making"
    var seconds: [Double] = []
    for month in 0..<months {
        let files = try writer.write(month, of: months, into: home)
        seconds.append(
            measured(
                [baf, "import", "--quiet", "--accept-shrink"] + files,
                environment: ["BAF_REGISTER": making]
            ).seconds)
        for file in files { try FileManager.default.removeItem(atPath: file) }
    }
    try FileManager.default.moveItem(atPath: making, toPath: path)
    print(
        String(
            format: "%@: first month imported in %.2f s, the others in %.2f s on average",
            (path as NSString).lastPathComponent, seconds[0],
            seconds.dropFirst().reduce(0, +) / Double(max(1, months - 1))))
    return path
}

/// Asks the questions again of a desk that stays open, by the program beside `baf`.
private func ask(again register: String, beside baf: String) {
    let clock = Process()
    clock.executableURL = URL(fileURLWithPath: baf).deletingLastPathComponent()
        .appendingPathComponent("desk-clock")
    clock.arguments = [register, "420"]
    do {
        fflush(nil)
        try clock.run()
        clock.waitUntilExit()
    } catch {
        print("not asked: \(error)")
    }
}

private func median(_ arguments: [String], register: String) -> Measure {
    let runs = (0..<3).map { _ in
        measured(arguments, environment: ["BAF_REGISTER": register])
    }
    func middle(_ value: (Measure) -> Double) -> Double { runs.map(value).sorted()[1] }
    return Measure(
        seconds: middle(\.seconds), user: middle(\.user), megabytes: middle(\.megabytes))
}

/// Asks a question, its words divided by spaces, or by a comma before one that has spaces.
private func ask(_ question: String, _ baf: String, _ register: String) {
    let parts = question.split(separator: ",", maxSplits: 1).map(String.init)
    let words = parts[0].split(separator: " ").map(String.init) + parts.dropFirst()
    let found = median([baf] + words + ["--quiet"], register: register)
    let name = parts.joined(separator: " ").padding(toLength: 44, withPad: " ", startingAt: 0)
    print(
        String(
            format: "%@ %7.3f s %7.3f s user %6.0f MB", name, found.seconds, found.user,
            found.megabytes))
}
