//! The codes about what representative selection reads, and about panels on the record (SPEC.md sections 5.9 and 5.10).

macro_rules! panel {
    ([$next:ident $($after:ident)*] $($rows:tt)*) => { $next! { [$($after)*] $($rows)*
    // Tables
    TableEmpty "table.empty" Fault
        "{table_zh}没有内容:第一行应是各列的名称" "the {table} are empty: their first line names the columns";
    TableQuote "table.quote" Fault
        "{table_zh}第 {line} 行第 {column} 列的引号不成对:引号里的引号要写两遍" "line {line} of the {table}, column {column}: a quote does not match; a quote within quotes is doubled";
    TableCells "table.cells" Fault
        "{table_zh}第 {line} 行有 {found} 格,应与第一行一样有 {expected} 格" "line {line} of the {table} has {found} cells, not {expected} as the first line";
    TableColumn "table.column" Fault
        "{table_zh}没有“{column}”一列" "the {table} have no column `{column}`";
    TableColumnTwice "table.column-twice" Fault
        "{table_zh}有两列“{column}”" "the {table} have the column `{column}` twice";
    TableNumber "table.number" Fault
        "{table_zh}第 {line} 行“{column}”写的是“{value}”,应是不小于零的整数" "line {line} of the {table} says `{value}` under `{column}`, not a whole number";
    TableValue "table.value" Fault
        "{table_zh}第 {line} 行“{column}”写的是“{value}”,不是可以填的内容" "line {line} of the {table} says `{value}` under `{column}`, which is none of the values it may have";
    TableTwice "table.twice" Fault
        "{table_zh}第 {line} 行的“{value}”前面已经有了" "line {line} of the {table} has `{value}`, which stands there before";
    } };
}
