SELECT
  `t1`.`home_adcode`,
  `t1`.`service_adcode`,
  `t1`.`domain`,
  `t1`.`year`,
  SUM(IF(`t1`.`sound`, `t1`.`persons`, NULL)) AS `persons`,
  COUNT(*) AS `records`,
  SUM(CAST(NOT (
    `t1`.`sound`
  ) AS BIGINT)) AS `unsound`,
  0 AS `demo`
FROM (
  SELECT
    IF(`t0`.`home_adcode` BETWEEN '500000' AND '519999', `t0`.`home_adcode`, '') AS `home_adcode`,
    IF(`t0`.`service_adcode` BETWEEN '500000' AND '519999', `t0`.`service_adcode`, '') AS `service_adcode`,
    `t0`.`domain`,
    `t0`.`year`,
    `t0`.`persons`,
    (
      `t0`.`persons` IS NOT NULL
    )
    AND (
      `t0`.`persons` >= 0
    )
    AND `t0`.`year` BETWEEN 1949 AND 2100 AS `sound`
  FROM `records` AS `t0`
) AS `t1`
GROUP BY
  1,
  2,
  3,
  4
