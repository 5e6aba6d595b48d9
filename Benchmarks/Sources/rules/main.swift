import CAllocations
import DMN
import DMNXML
import FEEL
import Glibc

// The decisions of Benchmarks/risk.dmn over the risks of the workload, on one thread.

let path = CommandLine.arguments.dropFirst().first ?? "Benchmarks/risk.dmn"
let engine = try Engine(ModelFiles.model(at: path))

func fail(_ what: String) -> Never {
    print("rules: wrong answers, so no speeds: \(what)")
    exit(1)
}

func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
}

func grouped(_ number: Double) -> String {
    var digits = String(Int(number.rounded()))
    var parts: [String] = []
    while digits.count > 3 {
        parts.insert(String(digits.suffix(3)), at: 0)
        digits.removeLast(3)
    }
    return ([digits] + parts).joined(separator: ",")
}

/// Seconds that this thread has had of a processor: other work on the machine is not counted.
func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The largest the process has been, in MB.
func peakMegabytes() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) / 1_024
}

/// What the process takes now, in MB.
func currentMegabytes() -> Double {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 128)
    guard fgets(&line, 128, file) != nil else { return 0 }
    let words = String(decoding: line.map { UInt8(bitPattern: $0) }, as: UTF8.self).split(
        separator: " ")
    return words.count > 1 ? (Double(words[1]) ?? 0) * 4_096 / 1_048_576 : 0
}

// Memory first, while the process is small: risks are made, decided and forgotten in chunks.
do {
    let batch = engine.handle.batch()
    for millions in [1, 4, 16] {
        var workload = Workload()
        var sum = Sum()
        for _ in 0..<(millions * 100) {
            sum = sum + engine.columns(RiskColumns(workload.next(10_000)), batch)
        }
        if millions == 1, sum != .expected { fail("streamed columns: \(sum)") }
        let peak = (peakMegabytes() * 10).rounded() / 10
        print("peak memory after \(padded("\(millions),000,000", 10)) risks by column: \(peak) MB")
    }
}

var workload = Workload()
let risks = workload.next(1_000_000)
let parts = stride(from: 0, to: risks.count, by: 10_000).map {
    RiskColumns(risks[$0..<min($0 + 10_000, risks.count)])
}
guard engine.tally(risks) == .expected else { fail("by risk: \(engine.tally(risks))") }
let whole = engine.tally(RiskColumns(risks))
guard whole == .expected else { fail("by column: \(whole)") }
print("answers checked: those of the workload's definition in Python, for 1,000,000 risks\n")

struct Figure {
    let name: String
    /// Risks a second, the median of the runs.
    let rate: Double
    let allocations: Int
}

/// Runs five times; a run with another sum than Python's ends the program.
func measured(_ name: String, _ count: Int, expected: Sum, _ run: () -> Sum) -> Figure {
    var rates: [Double] = []
    var least = Int.max
    for _ in 0..<5 {
        let before = allocations()
        let start = processorSeconds()
        let sum = run()
        let seconds = processorSeconds() - start
        least = min(least, Int(allocations() - before))
        guard sum == expected else { fail("\(name): \(sum)") }
        rates.append(Double(count) / seconds)
    }
    return Figure(
        name: name, rate: rates.sorted()[2], allocations: least * (1_000_000 / count))
}

let few = risks.prefix(20_000)
let batch = engine.handle.batch()
let million = risks.count
let figures = [
    measured("hand-written Swift, by risk", million, expected: .expected) { Twin.rows(risks) },
    measured("engine, by risk", million, expected: .expected) { engine.rows(risks) },
    measured("engine, by risk, traced", few.count, expected: Twin.rows(Array(few))) {
        engine.traced(few)
    },
    measured("hand-written Swift, by column", million, expected: .expected) {
        parts.reduce(Sum()) { $0 + Twin.columns($1) }
    },
    measured("engine, by column", million, expected: .expected) {
        parts.reduce(Sum()) { $0 + engine.columns($1, batch) }
    },
]
print(padded("score, grade, routing, review", 32) + "risks/s      allocations/1,000,000")
for figure in figures {
    print(
        padded(figure.name, 32) + padded(grouped(figure.rate), 13)
            + grouped(Double(figure.allocations)))
}
let byRisk = figures[1].rate / figures[0].rate
let byColumn = figures[4].rate / figures[3].rate
func percent(_ ratio: Double) -> String { "\(Int((ratio * 100).rounded())) %" }
print("engine of hand-written: by risk \(percent(byRisk)), by column \(percent(byColumn))\n")

print(
    padded("rows of a table", 18) + padded("looked up/s", 14) + padded("by hand/s", 14)
        + padded("ratio", 9) + padded("load ms", 10) + "memory MB")
for rows in [10, 100, 1_000, 10_000] {
    let table = LargeTable(rows: rows)
    let before = currentMegabytes()
    let start = processorSeconds()
    let model = try table.model()
    let milliseconds = (processorSeconds() - start) * 1_000
    let memory = currentMegabytes() - before
    let evaluator = try model.decision("d").evaluator()
    let inputs = table.inputs(2_000)
    var values = [Value](repeating: .null, count: 3)
    for input in inputs {
        input.put(into: &values)
        let found = table.scan(input).map { Value.number(Decimal128($0)) } ?? .null
        guard evaluator.evaluate(values).description == found.description else {
            fail("a table of \(rows) rows for \(values)")
        }
    }
    func rate(_ count: Int, _ decide: (LargeTable.Input) -> Void) -> Double {
        let start = processorSeconds()
        for number in 0..<count { decide(inputs[number % inputs.count]) }
        return Double(count) / (processorSeconds() - start)
    }
    let looked = rate(500_000) { input in
        input.put(into: &values)
        _ = evaluator.evaluate(values)
    }
    let scanned = rate(max(2_000, 5_000_000 / rows)) { _ = table.scan($0) }
    print(
        padded(grouped(Double(rows)), 18) + padded(grouped(looked), 14)
            + padded(grouped(scanned), 14) + padded("\((looked / scanned * 10).rounded() / 10)", 9)
            + padded(grouped(milliseconds), 10) + grouped(memory))
}
